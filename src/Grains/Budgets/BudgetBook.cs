using BenchHub.Budgets;

namespace BenchHub.Grains.Budgets;

/// <summary>
/// What was spent and what is set aside. The sum of both never exceeds the caps, so that an overshoot needs a call that
/// takes more than it reserved.
/// </summary>
internal sealed class BudgetBook
{
    private readonly Dictionary<string, (Spend Most, DateTimeOffset Until)> _reserved = [];

    public Spend Spent { get; private set; }

    /// <summary>Facts from storage. They may lag behind what was settled here, never the other way round for long.</summary>
    public void Know(Spend recorded) =>
        Spent = new(Math.Max(Spent.Cost, recorded.Cost), Math.Max(Spent.Tokens, recorded.Tokens));

    public BudgetAnswer Reserve(ReserveBudget command, DateTimeOffset now)
    {
        foreach (var (call, reservation) in _reserved)
        {
            if (reservation.Until <= now)
            {
                _reserved.Remove(call);
            }
        }

        var held = _reserved.Values.Aggregate(default(Spend), static (sum, reservation) => sum + reservation.Most);
        if (_reserved.ContainsKey(command.Call) || command.Caps.Hold(Spent + held + command.Most))
        {
            _reserved[command.Call] = (command.Most, now + command.ValidFor);
            return new(BudgetVerdict.Granted, Spent);
        }

        return new(command.Caps.Hold(Spent + command.Most) ? BudgetVerdict.Wait : BudgetVerdict.Spent, Spent);
    }

    /// <summary>Sets aside what was granted before, whatever the caps are.</summary>
    public void Hold(string call, Spend most, DateTimeOffset until) => _reserved[call] = (most, until);

    public void Settle(SettleBudget command)
    {
        if (_reserved.Remove(command.Call))
        {
            Spent += command.Taken;
        }
    }
}
