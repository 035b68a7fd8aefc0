using BenchHub.Budgets;

namespace BenchHub.Grains.Budgets;

/// <summary>
/// What was spent and what is set aside. The sum of both never exceeds the caps, so that an overshoot needs a call that
/// takes more than it reserved. What a predecessor may have set aside counts as set aside until that must be over.
/// </summary>
/// <param name="recorded">What is known to be spent.</param>
/// <param name="mark">What predecessors had spent and set aside at the most.</param>
/// <param name="inheritedUntil">When everything that they set aside is over and recorded.</param>
internal sealed class BudgetBook(Spend recorded, Spend mark, DateTimeOffset inheritedUntil)
{
    /// <summary>After this time what was settled stands in storage.</summary>
    public static readonly TimeSpan CommitTime = TimeSpan.FromSeconds(5);

    /// <summary>What is set aside for longer is of a batch at a provider, and stands in storage.</summary>
    public static readonly TimeSpan LongestCall = TimeSpan.FromDays(1);

    private readonly Dictionary<string, Reservation> _reserved = [];
    private Spend _inherited = Positive(mark - recorded);
    private DateTimeOffset _settledAt = DateTimeOffset.MinValue;

    public Spend Spent { get; private set; } = recorded;

    /// <summary>Spent and set aside together.</summary>
    public Spend Most => Spent + Held;

    private Spend Held => _reserved.Values.Aggregate(_inherited, static (sum, reservation) => sum + reservation.Most);

    /// <summary>Facts from storage. They may lag behind what was settled here, never the other way round for long.</summary>
    public void Know(Spend recorded) =>
        Spent = new(Math.Max(Spent.Cost, recorded.Cost), Math.Max(Spent.Tokens, recorded.Tokens));

    /// <summary>Whether storage knows everything, so that what was inherited can be dropped after another look there.</summary>
    public bool IsSettled(DateTimeOffset now)
    {
        Lapse(now);
        return _inherited != default && !_reserved.Values.Any(static reservation => reservation.IsCall) && now >= inheritedUntil && now >= _settledAt + CommitTime;
    }

    /// <param name="recorded">As read while <see cref="IsSettled"/>.</param>
    public void Inherit(Spend recorded)
    {
        Know(recorded);
        _inherited = default;
    }

    public BudgetAnswer Reserve(ReserveBudget command, DateTimeOffset now)
    {
        Lapse(now);
        if (_reserved.ContainsKey(command.Call) || command.Caps.Hold(Most + command.Most))
        {
            _reserved[command.Call] = new(command.Most, now + command.ValidFor, command.ValidFor <= LongestCall);
            return new(BudgetVerdict.Granted, Spent);
        }

        return new(command.Caps.Hold(Spent + command.Most) ? BudgetVerdict.Wait : BudgetVerdict.Spent, Spent);
    }

    /// <summary>Sets aside what a predecessor granted to a batch, whatever the caps are.</summary>
    public void Hold(string batch, Spend most, DateTimeOffset until)
    {
        _reserved[batch] = new(most, until, IsCall: false);
        _inherited = Positive(_inherited - most);
    }

    public void Settle(SettleBudget command, DateTimeOffset now)
    {
        if (_reserved.Remove(command.Call))
        {
            Spent += command.Taken;
        }

        _settledAt = now;
    }

    private void Lapse(DateTimeOffset now)
    {
        foreach (var (call, reservation) in _reserved)
        {
            if (reservation.Until <= now)
            {
                _reserved.Remove(call);
            }
        }
    }

    private static Spend Positive(Spend spend) => new(Math.Max(0, spend.Cost), Math.Max(0, spend.Tokens));

    private readonly record struct Reservation(Spend Most, DateTimeOffset Until, bool IsCall);
}
