using BenchHub.Storage.Jobs;
using BenchHub.Storage.Models;
using BenchHub.Storage.Monitoring;
using BenchHub.Storage.Systems;
using BenchHub.Storage.Tests.Jobs;

namespace BenchHub.Storage.Tests.Monitoring;

public abstract class HubNumbersTests(StorageProvider provider, PostgresCluster postgres) : OnDatabase(provider, postgres)
{
    [Fact]
    public async Task Read_AnEmptyHub_IsAllZero() =>
        Assert.Equal(new HubNumbersRow(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), await new HubNumbers(Database).Read(Now, Ct));

    [Fact]
    public async Task Read_CountsWhatIsAndWhatWasLately()
    {
        foreach (var (system, healthy) in new (string, bool?)[] { ("good", true), ("bad", false), ("never looked at", null) })
        {
            await new SystemCatalog(Database).Put(new(system, system, "rag", "active", null, [], "{}", Now, Now), Ct);
            if (healthy is { } isHealthy)
            {
                await new HealthLog(Database).Append(new(system, Now.AddHours(-2), !isHealthy, 1, "{}"), Ct);
                await new HealthLog(Database).Append(new(system, Now.AddHours(-1), isHealthy, 1, "{}"), Ct);
            }
        }

        await new SystemCatalog(Database).Put(new("old", "old", "rag", "retired", null, [], "{}", Now, Now), Ct);

        // Now is noon: what ended 13 hours ago ended yesterday.
        var jobs = new JobCatalog(Database);
        foreach (var (id, status, ended) in new (string, string, int?)[] { ("1", "running", null), ("2", "pending", null), ("3", "failed", -1), ("4", "completed", -2), ("5", "completed", -13) })
        {
            await jobs.Put(Sample.Job(id, status) with { FinishedAt = ended is { } hours ? Now.AddHours(hours) : null }, Ct);
        }

        await Evaluated.Store(Database, Sample.Result("now") with { FinishedAt = Now.AddHours(-1) }, Ct);
        await Evaluated.Store(Database, Sample.Result("this week") with { FinishedAt = Now.AddDays(-2) }, Ct);
        await Evaluated.Store(Database, Sample.Result("older") with { FinishedAt = Now.AddDays(-8) }, Ct);
        foreach (var (key, day, cost) in new[] { ("a", 0, 1L), ("b", -6, 10L), ("c", -7, 100L), ("d", -29, 1000L), ("e", -30, 10_000L) })
        {
            await new ResponseCache(Database).Keep(key, [new(key, new("x") { Usage = new(1, 0, 1, cost) }, Now.AddDays(day)) { PaidTo = "good" }], Ct);
        }

        var numbers = await new HubNumbers(Database).Read(Now, Ct);

        // The results of this test are of jobs that are pending: one for each.
        Assert.Equal(new HubNumbersRow(3, 1, 1, 1, 1 + 3, 1, 1, 1, 2, 1, 11, 1111), numbers);
    }

    [Fact]
    public async Task Worsened_AreDropsThatFire()
    {
        await new AlertRules(Database).Put(Evaluated.Rule(), isOther: false, Ct);
        await new AlertLog(Database).Commit(
            "rule_1", 0, 1,
            [
                new AlertChange.Raise(Evaluated.Alert("a1", "r1", kind: "drop")), new AlertChange.Raise(Evaluated.Alert("a2", "r2")),
                new AlertChange.Raise(Evaluated.Alert("a3", "r3", kind: "drop")), new AlertChange.Resolve("a3", Now),
            ],
            null, Now, Ct);

        Assert.Equal("a1", Assert.Single(await new HubNumbers(Database).Worsened(Now, 10, Ct)).Id);
    }
}

public sealed class HubNumbersOnSqliteTests(PostgresCluster postgres) : HubNumbersTests(StorageProvider.Sqlite, postgres);

public sealed class HubNumbersOnPostgresTests(PostgresCluster postgres) : HubNumbersTests(StorageProvider.Postgres, postgres);
