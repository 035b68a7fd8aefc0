using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;
using BenchHub.Storage.Tests.Jobs;
using BenchHub.Storage.Tests.Orleans;
using Microsoft.Data.Sqlite;

namespace BenchHub.Storage.Tests.Engines;

public sealed class SqliteEngineTests(PostgresCluster postgres) : OnDatabase(StorageProvider.Sqlite, postgres)
{
    [Fact]
    public async Task Write_DiskFull_SaysSoKeepsNothingAndGoesOnWhenThereIsSpace()
    {
        var ledger = new TaskLedger(Database);
        await new JobCatalog(Database).Create(Sample.Job(), [Sample.Task()], Ct);
        var epoch = (await ledger.Begin("job", 0, Now, Ct))!.Value;
        await Limit();
        var chunk = -1;

        var full = await Assert.ThrowsAsync<StorageFullException>(async () =>
        {
            while (chunk < 10_000)
            {
                chunk++;
                await ledger.Append("job", 0, epoch, "res_job_0", chunk, Noise(chunk), Ct);
            }
        });

        Assert.StartsWith("The disk that holds the database (SQLite ", full.Message, StringComparison.Ordinal);
        Assert.EndsWith(") is full. Nothing of this write was kept; free some space and repeat it.", full.Message, StringComparison.Ordinal);
        var task = Assert.Single(await new JobCatalog(Database).Tasks("job", Ct));
        Assert.Equal((chunk * 20, chunk), (task.Done, (await ledger.Sealed("res_job_0", 1, Ct)).NextChunk));

        // The failed write dropped its connection and, with it, the limit.
        Assert.Equal(AppendOutcome.Appended, await ledger.Append("job", 0, epoch, "res_job_0", chunk, Noise(chunk), Ct));
        Assert.Equal("ok", await Database.Read(scope => scope.First<string>("PRAGMA integrity_check"), Ct));

        static ItemOutcome[] Noise(int chunk) => [.. Enumerable.Range(chunk * 20, 20).Select(i => Sample.Outcome(i, Convert.ToHexString(new Random(i).NextBytes(2000))))];
    }

    [Fact]
    public async Task Import_DiskFull_LeavesNoDraftBehind()
    {
        await Limit();

        await Assert.ThrowsAsync<StorageFullException>(async () =>
        {
            await using var draft = await new DatasetContents(Database).Begin(Ct);
            for (var i = 0; ; i++)
            {
                await draft.AddDocuments([new($"d{i}", "", Convert.ToHexString(new Random(i).NextBytes(500_000)))], Ct);
            }
        });

        Assert.Equal(0, await Count("drafts"));
        Assert.Equal(0, await Count("dataset_chunks"));
    }

    [Fact]
    public async Task Write_WhileOrleansWritesFromItsOwnConnections_NobodyMeetsALock()
    {
        var ledger = new TaskLedger(Database);
        await new JobCatalog(Database).Create(Sample.Job(), [Sample.Task()], Ct);
        var epoch = (await ledger.Begin("job", 0, Now, Ct))!.Value;

        var grains = Enumerable.Range(0, 4).Select(grain => Task.Run(async () =>
        {
            var storage = await OrleansProvider.Create(Options);
            int? version = null;
            for (var i = 0; i < 50; i++)
            {
                version = await storage.Write(new(grain), version, [(byte)i]);
            }

            return version;
        })).ToList();
        var chunks = 0;
        do
        {
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ledger.Append("job", 0, epoch, "res_job_0", Interlocked.Increment(ref chunks), Sample.Outcomes(chunks * 50, 50), Ct)));
        }
        while (!grains.TrueForAll(grain => grain.IsCompleted));

        Assert.All(await Task.WhenAll(grains), version => Assert.Equal(50, version));
        Assert.Equal(chunks * 50, Assert.Single(await new JobCatalog(Database).Tasks("job", Ct)).Done);
    }

    [Fact]
    public async Task Read_WhileAnotherProgramHoldsTheWriteLock_IsNotKeptWaiting_AndAWriteCanBeCancelled()
    {
        await using var other = new SqliteConnection(Options.ConnectionString);
        await other.OpenAsync(Ct);
        await using var held = other.BeginTransaction(deferred: false);
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        Assert.Empty((await new ResultCatalog(Database).List(new(), new(), Ct)).Items);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new JobCatalog(Database).Put(Sample.Job(), soon.Token));

        await held.RollbackAsync(Ct);
        await new JobCatalog(Database).Put(Sample.Job(), Ct);
    }

    // About a megabyte; the limit belongs to the connection that writes.
    private Task<int> Limit() => Database.Write(scope => scope.Execute("PRAGMA max_page_count = 300"), Ct);
}

internal static class RandomExtensions
{
    public static byte[] NextBytes(this Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
