using BenchHub.Budgets;

namespace BenchHub.Grains.Budgets;

/// <summary>What survives a restart.</summary>
internal sealed record BudgetState
{
    /// <summary>What was spent and what was set aside never exceeded this together.</summary>
    public long MostCost { get; init; }

    /// <inheritdoc cref="MostCost"/>
    public long MostTokens { get; init; }

    /// <summary>The longest that anything was set aside for.</summary>
    public TimeSpan Longest { get; init; }

    public Spend Most => new(MostCost, MostTokens);

    public bool Covers(Spend spend, TimeSpan validFor) => spend.Cost <= MostCost && spend.Tokens <= MostTokens && validFor <= Longest;
}
