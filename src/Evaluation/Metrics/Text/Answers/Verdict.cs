namespace BenchHub.Evaluation.Metrics.Text.Answers;

/// <summary>A scorer that says right (1) or wrong (0).</summary>
internal sealed class Verdict(Func<string, IReadOnlyList<string>, bool> isRight) : ITextScorer
{
    public double Score(string answer, IReadOnlyList<string> references) => isRight(answer, references) ? 1 : 0;

    /// <summary>Right by any of the references.</summary>
    public static Verdict ByAny(Func<string, string, bool> isRight) => new((answer, references) =>
    {
        for (var i = 0; i < references.Count; i++)
        {
            if (isRight(answer, references[i]))
            {
                return true;
            }
        }

        return false;
    });
}
