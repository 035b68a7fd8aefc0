using BenchHub.Budgets;
using BenchHub.Grains.Models;
using BenchHub.Jobs;
using BenchHub.Storage.Batches;
using BenchHub.Storage.Jobs;

namespace BenchHub.Grains.Budgets;

/// <summary>
/// What was spent is read from the tasks' rows, now and then again. Kept is only a mark that spent and set aside never
/// exceed together, written ahead by some calls' worth: an activation after a crash knows from it how much may be in
/// flight, and one that was replaced cannot raise it.
/// </summary>
internal sealed class BudgetGrain(
    [PersistentState("budget", StorageNames.Grains)] IPersistentState<BudgetState> budget,
    JobCatalog jobs,
    ProviderBatches batches,
    TimeProvider time) : Grain, IBudgetGrain
{
    private const int CallsAhead = 16;
    private const int StepsOfACap = 100;
    private static readonly TimeSpan ReadAgain = TimeSpan.FromSeconds(30);

    private readonly SteadyClock _clock = new(time);
    private BudgetBook _book = new(default, default, default);
    private DateTimeOffset _readAt;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var recorded = await Read(cancellationToken);
        _book = new(recorded, budget.State.Most, _clock.Now + budget.State.Longest + BudgetBook.CommitTime);

        // A batch at a provider goes on costing while no silo runs.
        foreach (var batch in await batches.Unsettled(this.GetPrimaryKeyString(), cancellationToken))
        {
            _book.Hold(batch.Id, new(batch.MostCost, batch.MostTokens), _clock.Now + BudgetGuard.BatchTime);
        }
    }

    public async Task<BudgetAnswer> Reserve(ReserveBudget command)
    {
        if (_clock.Now - _readAt >= ReadAgain)
        {
            _book.Know(await Read(CancellationToken.None));
        }

        var answer = _book.Reserve(command, _clock.Now);
        if (answer.Verdict is BudgetVerdict.Wait && _book.IsSettled(_clock.Now))
        {
            _book.Inherit(await Read(CancellationToken.None));
            answer = _book.Reserve(command, _clock.Now);
        }

        if (answer.Verdict is BudgetVerdict.Granted)
        {
            await Raise(command);
        }

        return answer;
    }

    public Task Settle(SettleBudget command)
    {
        _book.Settle(command, _clock.Now);
        return Task.CompletedTask;
    }

    public async Task Recorded(string call)
    {
        _book.Know(await Read(CancellationToken.None));
        _book.Settle(new(call, default), _clock.Now);
    }

    public async Task Close()
    {
        if (budget.RecordExists)
        {
            await budget.ClearStateAsync();
        }

        DeactivateOnIdle();
    }

    /// <summary>Before the call may be made, so that no crash forgets it.</summary>
    private async Task Raise(ReserveBudget command)
    {
        var validFor = command.ValidFor <= BudgetBook.LongestCall ? command.ValidFor : default;
        if (!budget.State.Covers(_book.Most, validFor))
        {
            var ahead = _book.Most;
            await budget.Advance(new()
            {
                MostCost = ahead.Cost + Math.Max(CallsAhead * command.Most.Cost, (command.Caps.Cost ?? 0) / StepsOfACap),
                MostTokens = ahead.Tokens + Math.Max(CallsAhead * command.Most.Tokens, (command.Caps.Tokens ?? 0) / StepsOfACap),
                Longest = validFor > budget.State.Longest ? validFor : budget.State.Longest,
            });
        }
    }

    private async Task<Spend> Read(CancellationToken ct)
    {
        var id = this.GetPrimaryKeyString();
        var spent = id.StartsWith(JobId.Prefix, StringComparison.Ordinal) ? await jobs.SpentByJob(id, ct) : await jobs.SpentBySystem(id, ct);
        _readAt = _clock.Now;
        return new(spent.Cost, spent.Tokens);
    }
}
