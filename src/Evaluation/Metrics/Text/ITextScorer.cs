namespace BenchHub.Evaluation.Metrics.Text;

/// <summary>Scores one answer. Safe for concurrent use.</summary>
public interface ITextScorer
{
    /// <param name="answer">What the system said; may be empty.</param>
    /// <param name="references">What would have been right, at least one.</param>
    public double Score(string answer, IReadOnlyList<string> references);
}

