using BenchHub.Budgets;
using BenchHub.Grains.Models;

namespace BenchHub.Grains.Tests.Budgets;

/// <summary>A batch is not lost, nor its budget, because the silo that keeps the budget is gone for a moment.</summary>
public sealed class BudgetGuardTests(Hub hub) : IClassFixture<Hub>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TryReserve_SiloOfTheBudgetIsGone_AsksAgainAndSetsAsideOnce()
    {
        var (guard, budget) = Guard("job_try");
        var lost = 0;
        hub.Before = call => call.MethodName == nameof(IBudgetGrain.Reserve) && Interlocked.Increment(ref lost) <= 2 ? throw new SiloUnavailableException("gone") : Task.CompletedTask;

        Assert.Equal(BudgetVerdict.Granted, await guard.TryReserve("batch", new(60, 0), Ct).Within("the reservation"));

        // 60 of 100 are set aside: 50 more have to wait, 40 have not.
        Assert.Equal(BudgetVerdict.Wait, (await budget.Reserve(new("more", new(50, 0), new(100, null), TimeSpan.FromMinutes(1)))).Verdict);
        Assert.Equal(BudgetVerdict.Granted, (await budget.Reserve(new("less", new(40, 0), new(100, null), TimeSpan.FromMinutes(1)))).Verdict);
    }

    [Fact]
    public async Task Recorded_SiloOfTheBudgetIsGone_TellsItUntilItHears()
    {
        var (guard, budget) = Guard("job_recorded");
        await guard.TryReserve("batch", new(60, 0), Ct).Within("the reservation");
        var lost = 0;
        hub.Before = call => call.MethodName == nameof(IBudgetGrain.Recorded) && Interlocked.Increment(ref lost) <= 2 ? throw new SiloUnavailableException("gone") : Task.CompletedTask;

        await guard.Recorded("batch", Ct).Within("the news");

        // Nothing of it stands in the tasks' rows, so all 100 are there again.
        Assert.Equal(BudgetVerdict.Granted, (await budget.Reserve(new("all", new(100, 0), new(100, null), TimeSpan.FromMinutes(1)))).Verdict);
    }

    private (BudgetGuard Guard, IBudgetGrain Budget) Guard(string job)
    {
        var budget = hub.Grains.Budget(job);
        return (new([new("The job", budget, new(100, null))], "holder", hub.Time), budget);
    }
}
