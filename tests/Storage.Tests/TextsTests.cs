using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;
using BenchHub.Storage.Systems;
using BenchHub.Storage.Tests.Jobs;

namespace BenchHub.Storage.Tests;

/// <summary>Characters that PostgreSQL cannot keep come from outside and must not become faults.</summary>
public abstract class TextsTests(StorageProvider provider, PostgresCluster postgres) : OnDatabase(provider, postgres)
{
    private const string Odd = "a\0b\ud83d";
    private const string Kept = "a\ufffdb\ufffd";

    [Fact]
    public async Task Lookups_ByOddText_FindNothing()
    {
        Assert.Null(await new SystemCatalog(Database).Find(Odd, Ct));
        Assert.Empty((await new SystemCatalog(Database).List(new(Odd, Odd, Odd), new(), Ct)).Items);
        Assert.Empty((await new JobCatalog(Database).List(Odd, new(), Ct)).Items);
        Assert.Empty(await new RecordedRuns(Database).Read(Odd, [Odd], Ct));
        Assert.Empty(await new ResultCatalog(Database).Metrics([Odd], Ct));
        Assert.Empty(await new ResultCatalog(Database).Latest(Odd, 1, [Odd], Odd, Ct));
    }

    [Fact]
    public async Task Message_WithOddCharacters_IsKeptWithReplacements()
    {
        await new JobCatalog(Database).Create(Sample.Job() with { Error = Odd + "😀" }, [Sample.Task()], Ct);
        await new TaskLedger(Database).Move("job", 0, 0, "failed", Odd, Now, Ct);

        Assert.Equal(Kept + "😀", (await new JobCatalog(Database).Find("job", Ct))?.Error);
        Assert.Equal(Kept, Assert.Single(await new JobCatalog(Database).Tasks("job", Ct)).Message);
    }

    [Fact]
    public async Task Answers_OfAQueryWithAnOddName_AreFoundUnderIt()
    {
        await using var draft = await new RecordedRuns(Database).Begin("sys", Ct);
        await draft.AddAnswers([(Odd, [("d", 1.0)])], Ct);
        await draft.Seal(Ct);

        Assert.Equal([("d", 1.0)], (await new RecordedRuns(Database).Read("sys", [Odd], Ct)).Values.Single());
    }
}

public sealed class TextsOnSqliteTests(PostgresCluster postgres) : TextsTests(StorageProvider.Sqlite, postgres);

public sealed class TextsOnPostgresTests(PostgresCluster postgres) : TextsTests(StorageProvider.Postgres, postgres);
