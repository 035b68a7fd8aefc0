using BenchHub.Storage.Results;
using BenchHub.Storage.Tests.Jobs;

namespace BenchHub.Storage.Tests.Results;

/// <summary>Alone, because it looks at the memory of the whole process.</summary>
[CollectionDefinition(nameof(ResultItemsMemoryTests), DisableParallelization = true)]
[Collection(nameof(ResultItemsMemoryTests))]
public sealed class ResultItemsMemoryTests(PostgresCluster postgres) : OnDatabase(StorageProvider.Sqlite, postgres)
{
    [Fact]
    public async Task Read_AHundredThousandItems_HoldsOnlyAFewThousandAtATime()
    {
        // 32 calls in flight answer in any order: an item stands at most 32 places from its own.
        var random = new Random(2);
        await Recorded.Chunks(Database, Enumerable.Range(0, 100_000).Chunk(32).SelectMany(some => some.OrderBy(_ => random.Next())).Select(i => Sample.Outcome(i)), 256, Ct);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;
        var next = 0;

        await foreach (var item in new ResultItems(Database).Read("res_job_0", cancellation: Ct))
        {
            Assert.Equal(next++, item.Index);
            if (next % 20_000 == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        // An outcome is about 400 bytes, a window of 4,096 of them 2 MB, all of them 40 MB.
        Assert.Equal(100_000, next);
        Assert.InRange(most, long.MinValue, 20 << 20);
    }
}
