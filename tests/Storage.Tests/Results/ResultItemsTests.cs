using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;
using BenchHub.Storage.Tests.Jobs;

namespace BenchHub.Storage.Tests.Results;

public abstract class ResultItemsTests(StorageProvider provider, PostgresCluster postgres) : OnDatabase(provider, postgres)
{
    private const string Result = "res_job_0";

    private ResultItems Items => new(Database);

    private async Task Record(IEnumerable<ItemOutcome> outcomes, int perChunk)
    {
        var ledger = new TaskLedger(Database);
        await new JobCatalog(Database).Create(Sample.Job(), [Sample.Task()], Ct);
        var epoch = (await ledger.Begin("job", 0, Now, Ct))!.Value;
        var chunk = 0;
        foreach (var some in outcomes.Chunk(perChunk))
        {
            await ledger.Append("job", 0, epoch, Result, chunk++, some, Ct);
        }
    }

    [Fact]
    public async Task Read_ShuffledOverChunks_IsInItemOrderEachOnceAndWhole()
    {
        var order = Enumerable.Range(0, 9000).ToArray();
        new Random(1).Shuffle(order);
        await Record(order.Select(i => Sample.Outcome(i, i % 7 == 0 ? "timeout" : null)), 256);

        var read = await Items.Read(Result, cancellation: Ct).ToListAsync(Ct);

        Assert.Equal(Enumerable.Range(0, 9000), read.Select(item => item.Index));
        Assert.Equivalent(Sample.Outcome(8757, "timeout"), read[8757], strict: true);
    }

    [Fact]
    public async Task Read_ARange_GivesOnlyItAndSkipsWhatIsMissing()
    {
        await Record(Enumerable.Range(0, 10_000).Where(i => i != 5000).Select(i => Sample.Outcome(i)), 100);

        Assert.Equal([4998, 4999, 5001], (await Items.Read(Result, 4998, 4, Ct).ToListAsync(Ct)).Select(item => item.Index));
        Assert.Equal([9999], (await Items.Read(Result, 9999, int.MaxValue, Ct).ToListAsync(Ct)).Select(item => item.Index));
        Assert.Empty(await Items.Read(Result, 10_000, cancellation: Ct).ToListAsync(Ct));
        Assert.Empty(await Items.Read("unknown", cancellation: Ct).ToListAsync(Ct));
    }

    [Fact]
    public async Task Read_AHundredThousandItems_HoldsOnlyAFewThousandAtATime()
    {
        // 32 calls in flight answer in any order: an item stands at most 32 places from its own.
        var random = new Random(2);
        await Record(Enumerable.Range(0, 100_000).Chunk(32).SelectMany(some => some.OrderBy(_ => random.Next())).Select(i => Sample.Outcome(i)), 256);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;
        var next = 0;

        await foreach (var item in Items.Read(Result, cancellation: Ct))
        {
            Assert.Equal(next++, item.Index);
            if (next % 20_000 == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        // An outcome is about 400 bytes, a window of 4,096 of them 2 MB, all of them 40 MB; other tests run meanwhile.
        Assert.Equal(100_000, next);
        Assert.InRange(most, long.MinValue, 20 << 20);
    }

    [Fact]
    public async Task Read_DamagedChunk_NamesIt()
    {
        await Record(Sample.Outcomes(0, 10), 5);
        await Database.Execute("UPDATE result_chunks SET payload = @payload WHERE chunk = 1", new { payload = new byte[] { 1, 255, 255, 0, 0, 9 } }, Ct);

        var damaged = await Assert.ThrowsAsync<InvalidDataException>(async () => await Items.Read(Result, cancellation: Ct).ToListAsync(Ct));

        Assert.StartsWith("Chunk 1 of result res_job_0 cannot be read.", damaged.Message, StringComparison.Ordinal);
    }
}

public sealed class ResultItemsOnSqliteTests(PostgresCluster postgres) : ResultItemsTests(StorageProvider.Sqlite, postgres);

public sealed class ResultItemsOnPostgresTests(PostgresCluster postgres) : ResultItemsTests(StorageProvider.Postgres, postgres);
