using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;
using BenchHub.Storage.Tests.Jobs;

namespace BenchHub.Storage.Tests.Results;

public abstract class ResultItemsTests(StorageProvider provider, PostgresCluster postgres) : OnDatabase(provider, postgres)
{
    private const string Result = "res_job_0";

    private ResultItems Items => new(Database);

    private Task Record(IEnumerable<ItemOutcome> outcomes, int perChunk) => Recorded.Chunks(Database, outcomes, perChunk, Ct);

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
    public async Task ReadSealed_FromAChunkOn_GivesChunksInTheOrderSealed()
    {
        int[] order = [7, 2, 9, 0, 4, 1];
        await Record(order.Select(static i => Sample.Outcome(i)), 2);

        var read = await Items.ReadSealed(Result, 1, 2, Ct);

        Assert.Equal([(1, "9 0"), (2, "4 1")], read.Select(static chunk => (chunk.Chunk, string.Join(' ', chunk.Outcomes.Select(static item => item.Index)))));
        Assert.Equal([0], (await Items.ReadSealed(Result, 0, 1, Ct)).Select(static chunk => chunk.Chunk));
        Assert.Empty(await Items.ReadSealed(Result, 3, 9, Ct));
    }

    [Fact]
    public async Task Pick_SomeItems_ReadsOnlyTheChunksThatHoldThem()
    {
        int[] order = [7, 2, 9, 0, 4, 1];
        await Record(order.Select(static i => Sample.Outcome(i)), 2);
        await Database.Execute("UPDATE result_chunks SET payload = @payload WHERE chunk = 1", new { payload = new byte[] { 1 } }, Ct);

        // Chunk 1 holds 9 and 0 and is damaged: 1, 2 and 4 do not need it, though they lie in its range.
        var picked = await Items.Pick(Result, [4, 2, 1, 2, 100], static item => item.ItemId, Ct);

        Assert.Equal([(1, "q1"), (2, "q2"), (4, "q4")], picked.OrderBy(static item => item.Key).Select(static item => (item.Key, item.Value)));
        Assert.Empty(await Items.Pick(Result, [], static item => item.ItemId, Ct));
        await Assert.ThrowsAsync<InvalidDataException>(() => Items.Pick(Result, [0], static item => item.ItemId, Ct));
    }

    [Fact]
    public async Task Failed_ReadsOnlyTheChunksWithFailures()
    {
        int[] order = [7, 2, 9, 0, 4, 1];
        await Record(order.Select(static i => Sample.Outcome(i, i is 7 or 1 ? "timeout" : null)), 2);
        await Database.Execute("UPDATE result_chunks SET payload = @payload WHERE chunk = 1", new { payload = new byte[] { 1 } }, Ct);

        Assert.Equal([1, 7], await Items.Failed(Result, Ct));
        Assert.Empty(await Items.Failed("unknown", Ct));
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
