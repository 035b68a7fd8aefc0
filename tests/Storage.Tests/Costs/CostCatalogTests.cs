using BenchHub.Storage.Costs;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Models;
using BenchHub.Storage.Tests.Jobs;

namespace BenchHub.Storage.Tests.Costs;

public abstract class CostCatalogTests(StorageProvider provider, PostgresCluster postgres) : OnDatabase(provider, postgres)
{
    private CostCatalog Costs => new(Database);

    // Two jobs, two models (one without a price), two days; every commit is repeated, as after a lost confirmation.
    [Fact]
    public async Task By_EachGroup_SumsWhatWasPaidOnce()
    {
        await Pay("job_1", [Paid("a", "m", Now, 10, 1, 500), Paid("b", "m", Now, 20, 2, 700), Paid("c", "judge", Now, 5, 5, null)]);
        await Pay("job_2", [Paid("d", "m", Now.AddDays(1), 1, 1, 100)]);

        Assert.Equal<CostRow>([new("m", null, 1_300, 31, 4, 0), new("judge", null, 0, 5, 5, 1)], await Costs.By(CostGroup.Model, cancellation: Ct));
        Assert.Equal<CostRow>([new("2026-03-01", null, 1_200, 35, 8, 1), new("2026-03-02", null, 100, 1, 1, 0)], await Costs.By(CostGroup.Day, cancellation: Ct));
        Assert.Equal([("job_1", 1_200L), ("job_2", 100)], (await Costs.By(CostGroup.Job, cancellation: Ct)).Select(static row => (row.Key, row.Cost)));
        Assert.Equal(1_300, Assert.Single(await Costs.By(CostGroup.System, cancellation: Ct)).Cost);
        Assert.Equal([("job_2", 100L)], (await Costs.By(CostGroup.Job, from: new(2026, 3, 2), cancellation: Ct)).Select(static row => (row.Key, row.Cost)));
        Assert.Equal(1_200, Assert.Single(await Costs.By(CostGroup.System, to: new(2026, 3, 1), cancellation: Ct)).Cost);
        Assert.Empty(await Costs.By(CostGroup.Model, from: new(2026, 3, 3), cancellation: Ct));
    }

    private static PaidResponse Paid(string key, string model, DateTimeOffset at, int input, int output, long? cost) =>
        new(key, new("x") { Usage = new(input, 0, output, cost) }, at) { Model = model };

    private async Task Pay(string job, PaidResponse[] paid)
    {
        await new JobCatalog(Database).Create(Sample.Job(job), [Sample.Task(0, job)], Ct);
        var ledger = new TaskLedger(Database);
        var epoch = (await ledger.Begin(job, 0, Now, Ct))!.Value;
        for (var time = 0; time < 2; time++)
        {
            await ledger.Append(job, 0, epoch, Sample.Task(0, job).ResultId, 0, [], paid, Ct);
        }
    }
}

public sealed class CostCatalogOnSqliteTests(PostgresCluster postgres) : CostCatalogTests(StorageProvider.Sqlite, postgres);

public sealed class CostCatalogOnPostgresTests(PostgresCluster postgres) : CostCatalogTests(StorageProvider.Postgres, postgres);
