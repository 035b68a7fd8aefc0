using BenchHub.Budgets;
using BenchHub.Connectors.Net;
using BenchHub.Grains.Jobs.Running;

namespace BenchHub.Grains.Models;

/// <summary>
/// What one call takes of its budgets, attempt by attempt: each has its own reservation, and one that may have been billed
/// though it brought no answer takes all of it. For one attempt after another.
/// </summary>
/// <param name="budgets">That the call is under.</param>
/// <param name="most">What an attempt may take.</param>
/// <param name="validFor">After this time an attempt has surely ended.</param>
/// <param name="stop">Gives up waiting for a budget.</param>
internal sealed class CallBill(BudgetGuard budgets, Spend most, TimeSpan validFor, CancellationToken stop)
{
    private string? _reserved;
    private bool _isOwed;

    /// <summary>
    /// Before an attempt: sets aside what it may take, and waits while calls in flight hold what is left. What it takes is
    /// owed until it is known.
    /// </summary>
    /// <exception cref="AskingEndedException">A budget is spent.</exception>
    public async ValueTask Begin(CancellationToken giveUp)
    {
        await Close();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(giveUp, stop);
        _reserved = await budgets.Reserve(most, validFor, either.Token);
        _isOwed = true;
    }

    public void Failed(CallFailedException failure) => _isOwed = failure.MayHaveCost;

    /// <summary>The answer is there, and this is what it took.</summary>
    public Task Pay(Spend taken) => Settle(taken);

    /// <summary>The last attempt has ended: gives back what it cannot have taken.</summary>
    public Task Close() => Settle(_isOwed ? most : default);

    private async Task Settle(Spend taken)
    {
        _isOwed = false;
        if (_reserved is { } call)
        {
            _reserved = null;
            await budgets.Settle(call, taken);
        }
    }
}
