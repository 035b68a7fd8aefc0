namespace BenchHub.Budgets;

/// <summary>Money in billionths of a US dollar, and tokens of requests and answers together.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.spend")]
public readonly record struct Spend([property: Id(0)] long Cost, [property: Id(1)] long Tokens)
{
    public static Spend operator +(Spend a, Spend b) => new(a.Cost + b.Cost, a.Tokens + b.Tokens);

    public static Spend operator -(Spend a, Spend b) => new(a.Cost - b.Cost, a.Tokens - b.Tokens);
}

/// <summary>The most that may be spent; null means no cap.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.budget-caps")]
public sealed record BudgetCaps([property: Id(0)] long? Cost, [property: Id(1)] long? Tokens)
{
    public bool IsOpen => Cost is null && Tokens is null;

    public bool Hold(Spend spend) => spend.Cost <= (Cost ?? long.MaxValue) && spend.Tokens <= (Tokens ?? long.MaxValue);
}

/// <summary>Command.</summary>
/// <param name="Call">Names the reservation; unique among all calls.</param>
/// <param name="Most">What the call may take at the most.</param>
/// <param name="Caps">As the job or the system has them now.</param>
/// <param name="ValidFor">After this time the call has ended, however it did.</param>
[GenerateSerializer, Immutable, Alias("benchhub.reserve-budget")]
public sealed record ReserveBudget(
    [property: Id(0)] string Call,
    [property: Id(1)] Spend Most,
    [property: Id(2)] BudgetCaps Caps,
    [property: Id(3)] TimeSpan ValidFor);

/// <summary>Command: the attempt has ended and took so much, at the most where it broke off.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.settle-budget")]
public sealed record SettleBudget([property: Id(0)] string Call, [property: Id(1)] Spend Taken);

public enum BudgetVerdict
{
    /// <summary>The call may be made.</summary>
    Granted = 0,

    /// <summary>Calls in flight hold what is left; some of it may come back when they end.</summary>
    Wait = 1,

    /// <summary>What is left is too little for the call, whatever comes back.</summary>
    Spent = 2,
}

/// <param name="Verdict">Whether the call may be made.</param>
/// <param name="Spent">So far, without calls in flight.</param>
[GenerateSerializer, Immutable, Alias("benchhub.budget-answer")]
public sealed record BudgetAnswer([property: Id(0)] BudgetVerdict Verdict, [property: Id(1)] Spend Spent);
