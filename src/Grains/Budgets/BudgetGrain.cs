using BenchHub.Budgets;
using BenchHub.Grains.Models;
using BenchHub.Jobs;
using BenchHub.Storage.Batches;
using BenchHub.Storage.Jobs;

namespace BenchHub.Grains.Budgets;

/// <summary>Keeps no state of its own: what was spent is read from the tasks' rows, now and then again.</summary>
internal sealed class BudgetGrain(JobCatalog jobs, ProviderBatches batches, TimeProvider time) : Grain, IBudgetGrain
{
    private static readonly TimeSpan ReadAgain = TimeSpan.FromSeconds(30);

    private readonly BudgetBook _book = new();
    private DateTimeOffset _readAt;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await Read(cancellationToken);

        // A batch at a provider goes on costing while no silo runs.
        foreach (var batch in await batches.Unsettled(this.GetPrimaryKeyString(), cancellationToken))
        {
            _book.Hold(batch.Id, new(batch.MostCost, batch.MostTokens), time.GetUtcNow() + BudgetGuard.BatchTime);
        }
    }

    public async Task<BudgetAnswer> Reserve(ReserveBudget command)
    {
        if (time.GetUtcNow() - _readAt >= ReadAgain)
        {
            await Read(CancellationToken.None);
        }

        return _book.Reserve(command, time.GetUtcNow());
    }

    public Task Settle(SettleBudget command)
    {
        _book.Settle(command);
        return Task.CompletedTask;
    }

    public async Task Recorded(string call)
    {
        await Read(CancellationToken.None);
        _book.Settle(new(call, default));
    }

    private async Task Read(CancellationToken ct)
    {
        var id = this.GetPrimaryKeyString();
        var spent = id.StartsWith(JobId.Prefix, StringComparison.Ordinal) ? await jobs.SpentByJob(id, ct) : await jobs.SpentBySystem(id, ct);
        _book.Know(new(spent.Cost, spent.Tokens));
        _readAt = time.GetUtcNow();
    }
}
