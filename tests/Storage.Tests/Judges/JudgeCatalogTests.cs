using BenchHub.Storage.Jobs;
using BenchHub.Storage.Judges;
using BenchHub.Storage.Models;
using BenchHub.Storage.Tests.Jobs;

namespace BenchHub.Storage.Tests.Judges;

public abstract class JudgeCatalogTests(StorageProvider provider, PostgresCluster postgres) : OnDatabase(provider, postgres)
{
    private JudgeCatalog Judges => new(Database);

    [Fact]
    public async Task Add_TheSameAgain_ChangesNothing_AndAnythingElseIsAVersion()
    {
        var first = await Judges.Add("strict", "sys_a", "kind: binary", "h1", Now, Ct);

        Assert.Equal(first, await Judges.Add("strict", "sys_a", "kind: binary", "h1", Now.AddDays(1), Ct));
        Assert.Equal(2, (await Judges.Add("strict", "sys_b", "kind: binary", "h1", Now, Ct)).Version);
        Assert.Equal(3, (await Judges.Add("strict", "sys_b", "kind: rubric", "h2", Now, Ct)).Version);
        Assert.Equal(3, (await Judges.Find("strict", cancellation: Ct))!.Version);
        Assert.Equal(first, await Judges.Find("strict", 1, Ct));
        Assert.Null(await Judges.Find("strict", 4, Ct));
        Assert.Null(await Judges.Find("kind", cancellation: Ct));
    }

    [Fact]
    public async Task Remove_HidesEveryVersion_AndTheNextOneHasANewNumber()
    {
        await Judges.Add("a", "sys", "x", "h", Now, Ct);
        await Judges.Add("b", "sys", "x", "h", Now, Ct);
        Assert.Equal(1, await Judges.Remove("b", Ct));

        Assert.Equal("a", Assert.Single(await Judges.List(Ct)).Name);
        Assert.Null(await Judges.Find("b", cancellation: Ct));
        Assert.True((await Judges.Find("b", 1, Ct))!.IsRemoved);
        Assert.Equal(2, (await Judges.Add("b", "sys", "x", "h", Now, Ct)).Version);
    }

    [Fact]
    public async Task SpentBySystem_OfATaskThatPaidAJudge_TellsWhoGotWhat()
    {
        await new JobCatalog(Database).Create(Sample.Job(), [Sample.Task()], Ct);
        var ledger = new TaskLedger(Database);
        var epoch = (await ledger.Begin("job", 0, Now, Ct))!.Value;
        PaidResponse[] paid =
        [
            new("own", new("4") { Usage = new(10, 0, 2, Cost: 100) }, Now),
            new("verdict", new("yes") { Usage = new(20, 0, 3, Cost: 1_000) }, Now) { PaidTo = "sys_judge" },
        ];
        await ledger.Append("job", 0, epoch, "res_job_0", 0, [], paid, Ct);
        await ledger.Append("job", 0, epoch, "res_job_0", 0, [], paid, Ct);
        PaidResponse calibrated = new("gold", new("no") { Usage = new(5, 0, 1, Cost: null) }, Now) { PaidTo = "sys_judge" };
        await new ResponseCache(Database).Keep("cal_1", [calibrated], Ct);
        await new ResponseCache(Database).Keep("cal_1", [calibrated], Ct);

        var jobs = new JobCatalog(Database);
        Assert.Equal(new Spending(1_100, 30, 5, 0, 0), await jobs.SpentByJob("job", Ct));
        Assert.Equal(new Spending(100, 10, 2, 0, 0), await jobs.SpentBySystem(Sample.Task().SystemId, Ct));
        Assert.Equal(new Spending(1_000, 25, 4, 1, 0), await jobs.SpentBySystem("sys_judge", Ct));
    }
}

public sealed class JudgeCatalogOnSqliteTests(PostgresCluster postgres) : JudgeCatalogTests(StorageProvider.Sqlite, postgres);

public sealed class JudgeCatalogOnPostgresTests(PostgresCluster postgres) : JudgeCatalogTests(StorageProvider.Postgres, postgres);
