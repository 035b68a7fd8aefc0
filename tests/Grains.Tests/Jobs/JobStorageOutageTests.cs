using BenchHub.Jobs;
using BenchHub.Storage;
using BenchHub.Storage.Results;
using BenchHub.Systems;

namespace BenchHub.Grains.Tests.Jobs;

/// <summary>The database goes away under a running task and comes back.</summary>
public sealed class JobStorageOutageTests : IAsyncLifetime
{
    private readonly Hub _hub = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _hub.InitializeAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Run_DatabaseIsGoneWhenAChunkIsSealed_WaitsAndAsksNothingAgain()
    {
        await using var service = await ScriptedService.Start();
        service.HoldAfter(10);
        var id = await _hub.Submit(Hub.Command([await _hub.Register(service)], await _hub.Import(300)) with { Concurrency = 64 });
        await service.HasReceived(74);
        await _hub.Until(id, static job => job.ItemsDone == 10, "ten items on");

        // The file becomes read-only for the connection that writes; the failed write drops that and the next one has another.
        foreach (var database in _hub.Each<Database>())
        {
            await database.Write(
                async (connection, _) =>
                {
                    await using var command = connection.CreateCommand();
                    command.CommandText = "PRAGMA query_only = ON";
                    return await command.ExecuteNonQueryAsync(Ct);
                },
                Ct);
        }

        service.Release();
        var waiting = await _hub.Until(id, static job => job.Tasks[0].Status is BatchTaskStatus.Waiting, "waiting");
        Assert.StartsWith("Waiting for the database: The database (SQLite ", waiting.Tasks[0].Message, StringComparison.Ordinal);

        await AssertScoredOnce(await _hub.Complete(id), 300);
        service.AssertEachAskedOnce(300);
    }

    [Fact]
    public async Task Run_DatabaseIsGoneWhenATaskReads_WaitsAndGoesOn()
    {
        await using var service = await ScriptedService.Start();
        var left = 2;
        _hub.Before = call => call.MethodName == nameof(ISystemGrain.Access) && Interlocked.Decrement(ref left) >= 0
            ? throw new StorageUnavailableException("PostgreSQL db:5432/hub", new IOException("Connection refused"), "Start it.")
            : Task.CompletedTask;

        var id = await _hub.Submit(await _hub.Register(service), await _hub.Import(20));
        var waiting = await _hub.Until(id, static job => job.Tasks[0].Status is BatchTaskStatus.Waiting, "waiting");
        Assert.StartsWith("Waiting for the database: ", waiting.Tasks[0].Message, StringComparison.Ordinal);

        await AssertScoredOnce(await _hub.Complete(id), 20);
        service.AssertEachAskedOnce(20);
    }

    private async Task AssertScoredOnce(JobSnapshot job, int items)
    {
        var task = Assert.Single(job.Tasks);
        Assert.Equal((items, items, 0), (task.Items, task.Done, task.Failed));
        var outcomes = await _hub.Get<ResultItems>().Read(task.ResultId.Value, cancellation: Ct).ToListAsync(Ct);
        Assert.Equal(Enumerable.Range(0, items), outcomes.Select(static outcome => outcome.Index));
    }
}
