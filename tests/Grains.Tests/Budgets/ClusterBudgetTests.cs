using BenchHub.Budgets;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Grains.Models;
using BenchHub.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace BenchHub.Grains.Tests.Budgets;

/// <summary>A budget is kept over three silos when the one that holds it dies.</summary>
public sealed class ClusterBudgetTests
{
    private const long Cap = 1000;
    private const long Most = 10;
    private const long Taken = 7;
    private static readonly TimeSpan ValidFor = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _spent;
    private int _waiting;
    private SiloAddress? _at;

    [Fact]
    public async Task Reserve_SiloOfTheBudgetDies_NeitherOvershootsNorLeaks()
    {
        await using var hub = await Hub.Start(silos: 3);
        await using var service = await ScriptedService.Start();
        var job = await hub.Submit(await hub.Register(service), await hub.Import(1));
        await hub.Complete(job);
        hub.After = call => _at = call.MethodName == nameof(IBudgetGrain.Reserve)
            ? call.TargetContext.ActivationServices.GetRequiredService<ILocalSiloDetails>().SiloAddress
            : _at;
        await using var database = new Database(hub.Storage, hub.Time);
        var before = Enumerable.Range(0, 8).Select(worker => Spend(hub, database, job.Value, $"before{worker}", holdFrom: 300)).ToList();

        // 8 calls are open, for which 80 are set aside by a silo that dies.
        await _held.Task.Within("8 open calls");
        await hub.Kill(_at!);
        var after = Enumerable.Range(0, 8).Select(worker => Spend(hub, database, job.Value, $"after{worker}", holdFrom: long.MaxValue)).ToList();
        await Waits(hub, job.Value).Within("the rest of the budget to be spent", TimeSpan.FromMinutes(1));
        lock (_lock)
        {
            Assert.InRange(_spent, 301, Cap - (8 * Taken));
        }

        _open.SetResult();
        hub.Time.Skip(ValidFor + TimeSpan.FromSeconds(10));
        await Task.WhenAll([.. before, .. after]).Within("the end of the budget", TimeSpan.FromMinutes(1));

        // Less than one more call's worth is left.
        Assert.InRange(_spent, Cap - Most + 1, Cap);
    }

    private async Task Spend(Hub hub, Database database, string job, string holder, long holdFrom)
    {
        var guard = new BudgetGuard([new("The job", hub.Grains.Budget(job), new(Cap, null))], holder, hub.Time);
        try
        {
            while (true)
            {
                var call = await guard.Reserve(new(Most, 0), ValidFor, TestContext.Current.CancellationToken);
                await Hold(holdFrom);
                lock (_lock)
                {
                    _spent += Taken;
                }

                await guard.Settle(call, new(Taken, 0));
                await Record(database, job);
            }
        }
        catch (AskingEndedException)
        {
            // The budget is spent.
        }
    }

    private static Task<int> Record(Database database, string job) => database.Write(async (connection, transaction) =>
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "UPDATE tasks SET cost = cost + 7 WHERE job_id = @job";
        var id = command.CreateParameter();
        (id.ParameterName, id.Value) = ("@job", job);
        command.Parameters.Add(id);
        return await command.ExecuteNonQueryAsync();
    });

    private async Task Hold(long from)
    {
        lock (_lock)
        {
            if (_spent < from)
            {
                return;
            }

            if (++_waiting == 8)
            {
                _held.SetResult();
            }
        }

        await _open.Task;
    }

    /// <summary>Ends when no more is granted.</summary>
    private static async Task Waits(Hub hub, string job)
    {
        var guard = hub.Grains.Budget(job);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var waits = 0; waits < 5; await pace.WaitForNextTickAsync())
        {
            try
            {
                var answer = await guard.Reserve(new("probe", new(Most, 0), new(Cap, null), ValidFor));
                waits = answer.Verdict is BudgetVerdict.Wait ? waits + 1 : 0;
                await guard.Settle(new("probe", default));
            }
            catch (Exception moving) when (moving is OrleansException or TimeoutException)
            {
                waits = 0;
            }
        }
    }
}
