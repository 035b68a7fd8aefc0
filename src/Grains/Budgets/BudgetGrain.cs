using BenchHub.Budgets;
using BenchHub.Jobs;
using BenchHub.Storage.Jobs;

namespace BenchHub.Grains.Budgets;

/// <summary>Keeps no state of its own: what was spent is read from the tasks' rows, now and then again.</summary>
internal sealed class BudgetGrain(JobCatalog jobs, TimeProvider time) : Grain, IBudgetGrain
{
    private static readonly TimeSpan ReadAgain = TimeSpan.FromSeconds(30);

    private readonly BudgetBook _book = new();
    private DateTimeOffset _readAt;

    public override Task OnActivateAsync(CancellationToken cancellationToken) => Read(cancellationToken);

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

    private async Task Read(CancellationToken ct)
    {
        var id = this.GetPrimaryKeyString();
        var spent = id.StartsWith(JobId.Prefix, StringComparison.Ordinal) ? await jobs.SpentByJob(id, ct) : await jobs.SpentBySystem(id, ct);
        _book.Know(new(spent.Cost, spent.Tokens));
        _readAt = time.GetUtcNow();
    }
}
