using BenchHub.Storage;

namespace BenchHub.Grains.Tests.Budgets;

public sealed class BudgetRowTests(Hub hub) : IClassFixture<Hub>
{
    [Fact]
    public async Task Complete_JobWithABudget_LeavesNoRowOfIt()
    {
        await using var service = await ScriptedService.Start();
        await using var database = new Database(hub.Storage, hub.Time);
        service.HoldAfter(1);
        var job = await hub.Submit(Hub.Command([await hub.Register(service)], await hub.Import(2)) with { MostCost = 1000 });
        await service.HasReceived(2);
        await hub.Grains.Budget(job.Value).Reserve(new("call", new(10, 0), new(1000, null), TimeSpan.FromMinutes(1)));
        Assert.Equal(1, await Rows(database));

        service.Release();
        await hub.Complete(job);

        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        await Gone().Within("the row of the budget to be removed");

        async Task Gone()
        {
            while (await Rows(database) > 0)
            {
                await pace.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            }
        }
    }

    private static Task<long> Rows(Database database) => database.Read(
        static scope => scope.First<long>("SELECT count(*) FROM OrleansStorage WHERE GrainTypeString = 'budget'"), TestContext.Current.CancellationToken);
}
