using BenchHub.Evaluation.Metrics.Text.Words;

namespace BenchHub.Evaluation.Metrics.Text.Matching;

/// <summary>Which differences of spelling a comparison of answers ignores.</summary>
internal static class Normalisation
{
    public const string Squad = "squad";
    public const string Korquad = "korquad";

    /// <summary>How the words of a normalised text are found; two texts are equal if these are.</summary>
    public static ITokenizer Words(string norm) => norm == Korquad ? KorquadWords.Whole : SquadWords.Instance;

    /// <summary>What the F1 of a normalisation counts: words, or characters in KorQuAD.</summary>
    public static ITokenizer Units(string norm) => norm == Korquad ? KorquadWords.Letters : SquadWords.Instance;
}
