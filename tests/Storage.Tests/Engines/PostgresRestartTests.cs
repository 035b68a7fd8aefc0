using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;
using BenchHub.Storage.Systems;
using BenchHub.Storage.Tests.Jobs;

namespace BenchHub.Storage.Tests.Engines;

/// <summary>A server of its own that is restarted while a hub reads and writes.</summary>
public sealed class PostgresRestartTests : IAsyncLifetime
{
    private const int Writers = 4;
    private const int ItemsPerChunk = 20;

    private readonly PostgresCluster _server = new();
    private Database? _database;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = new(StorageOptions.Parse(await _server.CreateDatabase()), TimeProvider.System);
        await _database.Migrate(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _database!.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task ReadAndWrite_WhileTheServerRestartsKindlyAndNot_LosesAndDoublesNothing()
    {
        await new JobCatalog(_database!).Create(Sample.Job(), [.. Enumerable.Range(0, Writers).Select(number => Sample.Task(number, items: 100_000))], Ct);
        var written = new int[Writers];
        var checks = 0;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var working = Task.WhenAll([.. Enumerable.Range(0, Writers).Select(number => Task.Run(() => Append(number), Ct)), Task.Run(Check, Ct), Task.Run(Look, Ct)]);

        foreach (var crash in new[] { false, true, false, true })
        {
            await MoreChunks();
            await _server.Restart(crash);
        }

        await MoreChunks();
        await stop.CancelAsync();
        await working;

        Assert.Equal(checks, (await new HealthLog(_database!).List("sys", new(1000), Ct)).Items.Count);
        foreach (var task in await new JobCatalog(_database!).Tasks("job", Ct))
        {
            var items = written[task.Number] * ItemsPerChunk;
            Assert.Equal(items, task.Done);
            Assert.Equal(Enumerable.Range(0, items), await new ResultItems(_database!).Read(task.ResultId, cancellation: Ct).Select(item => item.Index).ToListAsync(Ct));
        }

        async Task Append(int number)
        {
            var ledger = new TaskLedger(_database!);
            var epoch = (await ledger.Begin("job", number, OnDatabase.Now, Ct))!.Value;
            for (; !stop.IsCancellationRequested; Interlocked.Increment(ref written[number]))
            {
                Assert.Equal(
                    AppendOutcome.Appended,
                    await ledger.Append("job", number, epoch, $"res_job_{number}", written[number], Sample.Outcomes(written[number] * ItemsPerChunk, ItemsPerChunk), Ct));
            }
        }

        async Task Check()
        {
            for (; checks < 1000 && !stop.IsCancellationRequested; checks++)
            {
                await new HealthLog(_database!).Append(new("sys", OnDatabase.Now.AddHours(checks), true, 1, "{}"), Ct);
            }
        }

        async Task Look()
        {
            while (!stop.IsCancellationRequested)
            {
                Assert.Equal(Writers, (await new JobCatalog(_database!).Tasks("job", Ct)).Count);
            }
        }

        // From here on, by each writer.
        async Task MoreChunks()
        {
            var before = written.ToArray();
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (written.Zip(before).Any(static pair => pair.First < pair.Second + 5) && !working.IsFaulted)
            {
                deadline.Token.ThrowIfCancellationRequested();
                await Task.Yield();
                await new JobCatalog(_database!).Find("job", Ct);
            }
        }
    }

    [Fact]
    public async Task Read_ServerGoneForGood_SaysSoAfterItsPatience()
    {
        await using var hasty = new Database(_database!.Options with { Patience = TimeSpan.FromMilliseconds(200) }, TimeProvider.System);
        Assert.Null(await new JobCatalog(hasty).Find("job", Ct));
        await _server.DisposeAsync();

        var gone = await Assert.ThrowsAsync<StorageUnavailableException>(() => new JobCatalog(hasty).Find("job", Ct));

        Assert.Contains("cannot be used: ", gone.Message, StringComparison.Ordinal);
    }
}
