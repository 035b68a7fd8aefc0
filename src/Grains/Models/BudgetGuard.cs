using BenchHub.Budgets;
using BenchHub.Grains.Jobs.Running;

namespace BenchHub.Grains.Models;

/// <summary>A cap that a run is under: whose it is in words, who keeps it, and how much it is.</summary>
internal sealed record BudgetCap(string Whose, IBudgetGrain Book, BudgetCaps Caps);

/// <summary>Sets aside what a call may take at the most in every budget that it is under, and settles it afterwards.</summary>
internal sealed class BudgetGuard(IReadOnlyList<BudgetCap> caps, string holder, TimeProvider time)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SettlePatience = TimeSpan.FromSeconds(2);

    /// <summary>Longer than a batch takes, for one whose end nobody tells.</summary>
    public static readonly TimeSpan BatchTime = TimeSpan.FromDays(3);

    private long _calls;

    /// <summary>Waits while calls in flight hold what is left, and while a budget's grain is moving from a silo that died.</summary>
    /// <param name="most">What the call may take.</param>
    /// <param name="validFor">After this time the call has surely ended.</param>
    /// <param name="stop">Gives up waiting.</param>
    /// <returns>The name under which to settle.</returns>
    /// <exception cref="AskingEndedException">A budget is spent.</exception>
    public async Task<string> Reserve(Spend most, TimeSpan validFor, CancellationToken stop)
    {
        var call = $"{holder}/{Interlocked.Increment(ref _calls)}";
        for (var held = 0; held < caps.Count;)
        {
            var cap = caps[held];
            var answer = await Ask(cap, new(call, most, cap.Caps, validFor));
            if (answer is { Verdict: BudgetVerdict.Granted })
            {
                held++;
                continue;
            }

            // Nothing is kept from others while we wait.
            await Settle(call, default, held);
            held = 0;
            if (answer is { Verdict: BudgetVerdict.Spent })
            {
                throw new AskingEndedException(Told(cap, answer.Spent));
            }

            await Task.Delay(AskAgain, time, stop);
        }

        return call;
    }

    /// <summary>Sets aside for a batch what it may take, if it is there; waits only while a budget's grain is moving from a silo that died.</summary>
    /// <param name="batch">Names the reservation; it outlives this run.</param>
    /// <param name="most">What the batch may take.</param>
    /// <param name="stop">Gives up waiting.</param>
    public async Task<BudgetVerdict> TryReserve(string batch, Spend most, CancellationToken stop)
    {
        for (var held = 0; held < caps.Count; held++)
        {
            // The same question until it is answered: what was granted, and its answer lost, is not set aside twice.
            BudgetAnswer? answer;
            while ((answer = await Ask(caps[held], new(batch, most, caps[held].Caps, BatchTime))) is null)
            {
                await Task.Delay(AskAgain, time, stop);
            }

            if (answer.Verdict is not BudgetVerdict.Granted)
            {
                await Settle(batch, default, held);
                return answer.Verdict;
            }
        }

        return BudgetVerdict.Granted;
    }

    /// <summary>What a batch took stands in the facts. Its reservation would stand for days, so each budget is told until it has heard.</summary>
    public Task Recorded(string batch, CancellationToken stop) => Recorded(caps.Select(static cap => cap.Book), batch, time, stop);

    /// <inheritdoc cref="Recorded(string, CancellationToken)"/>
    public static Task Recorded(IEnumerable<IBudgetGrain> books, string batch, TimeProvider time, CancellationToken stop) =>
        Task.WhenAll(books.Select(book => Tell(book, batch, time, stop)));

    public Task Settle(string call, Spend taken) => Settle(call, taken, caps.Count);

    private static async Task<BudgetAnswer?> Ask(BudgetCap cap, ReserveBudget command)
    {
        try
        {
            return await cap.Book.Reserve(command);
        }
        catch (Exception silent) when (silent.MayPass)
        {
            return null;
        }
    }

    private static async Task Tell(IBudgetGrain book, string batch, TimeProvider time, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await book.Recorded(batch);
                return;
            }
            catch (Exception silent) when (silent.MayPass)
            {
                await Task.Delay(AskAgain, time, stop);
            }
        }
    }

    private async Task Settle(string call, Spend taken, int held)
    {
        for (var i = 0; i < held; i++)
        {
            try
            {
                await caps[i].Book.Settle(new(call, taken)).WaitAsync(SettlePatience, time);
            }
            catch (Exception silent) when (silent.MayPass)
            {
                // A paid answer is not held up: the reservation stands until the task's row says what the call took.
            }
        }
    }

    private static string Told(BudgetCap cap, Spend spent) => cap.Caps.Cost is { } cost && cap.Caps.Tokens is null
        ? $"{cap.Whose} may cost ${Dollars(cost)} and has cost ${Dollars(spent.Cost)}; the next call could exceed that, so the result is made of the items asked until then."
        : $"{cap.Whose} may take {cap.Caps.Tokens:N0} tokens{(cap.Caps.Cost is { } most ? $" and ${Dollars(most)}" : "")} and has taken {spent.Tokens:N0} for ${Dollars(spent.Cost)}; the next call could exceed that, so the result is made of the items asked until then.";

    private static string Dollars(long billionths) => (billionths / 1_000_000_000m).ToString("0.########", System.Globalization.CultureInfo.InvariantCulture);
}
