namespace BenchHub.Evaluation.Metrics.Text.Chrf;

/// <summary>The longest n-grams that count.</summary>
internal readonly record struct ChrfOrders(int Characters, int Words)
{
    public int All => Characters + Words;
}
