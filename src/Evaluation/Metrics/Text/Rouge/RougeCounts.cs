namespace BenchHub.Evaluation.Metrics.Text.Rouge;

/// <summary>What a pair has in common, out of what each of the two has.</summary>
internal readonly record struct RougeCounts(int Common, int Answer, int Reference)
{
    public double Precision => (double)Common / Math.Max(Answer, 1);

    public double Recall => (double)Common / Math.Max(Reference, 1);

    /// <summary>Harmonic mean; 0 where both are.</summary>
    public double F => Precision + Recall > 0 ? 2 * Precision * Recall / (Precision + Recall) : 0;

    public double Value(RougeScore score) => score switch
    {
        RougeScore.Precision => Precision,
        RougeScore.Recall => Recall,
        _ => F,
    };
}

internal enum RougeScore
{
    F,
    Precision,
    Recall,
}
