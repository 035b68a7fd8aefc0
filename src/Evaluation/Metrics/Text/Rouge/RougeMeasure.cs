using BenchHub.Evaluation.Metrics.Text.Words;

namespace BenchHub.Evaluation.Metrics.Text.Rouge;

/// <summary>One of ROUGE's counts over one way to split texts into words.</summary>
internal sealed class RougeMeasure : ITextMeasure
{
    private static readonly MetricParameter Score = MetricParameter.Choice(
        "score", "f", ["f", "p", "r"], "which share counts: the harmonic mean, the answer's (precision) or the reference's (recall)") with
    {
        AlwaysShown = false,
    };

    private readonly Func<TokenPair, RougeCounts> _overlap;
    private readonly Func<MetricArguments, ITokenizer> _words;

    private RougeMeasure(Func<TokenPair, RougeCounts> overlap, Func<MetricArguments, ITokenizer> words, MetricDefinition definition)
    {
        _overlap = overlap;
        _words = words;
        Definition = definition;
    }

    public static IEnumerable<IMeasure> All => Kinds.SelectMany(static kind => new[] { English(kind), Korean(kind) });

    public MetricDefinition Definition { get; }

    private static Kind[] Kinds =>
    [
        new("1", "rouge1", ["rouge_1"], RougeOverlap.Words, "Words that the answer and the reference share.",
            "common = sum over words of min(count in the answer, count in the reference)", "words"),
        new("2", "rouge2", ["rouge_2"], RougeOverlap.Bigrams, "Pairs of neighbouring words that the answer and the reference share.",
            "common = sum over pairs of min(count in the answer, count in the reference)", "pairs of words"),
        new("l", "rouge_l", ["rougel"], RougeOverlap.Subsequence, "Longest sequence of words that the answer and the reference share.",
            "common = length of the longest common subsequence of words", "words"),
        new("lsum", "rouge_lsum", ["rougelsum"], RougeOverlap.Lines,
            "Longest sequences of words that each line of the reference shares with the lines of the answer.",
            "common = words of the reference's lines in the union of the longest common subsequences with each line of the answer, "
            + "each word at most as often as the answer has it", "words"),
    ];

    public ITextScorer For(MetricArguments arguments) => new RougeScorer(_overlap, _words(arguments), arguments.Choice("score") switch
    {
        "p" => RougeScore.Precision,
        "r" => RougeScore.Recall,
        _ => RougeScore.F,
    });

    private static RougeMeasure English(Kind kind) => new(
        kind.Overlap,
        static arguments => arguments.Flag("stem") ? RougeWords.Stemmed : RougeWords.Plain,
        Common(kind) with
        {
            Name = kind.Name,
            Aliases = kind.Aliases,
            Parameters = [MetricParameter.Flag("stem", false, "whether words longer than 3 lose their suffixes (Porter, NLTK's mode)"), Score],
            Description = kind.Description + " Words are runs of a-z and 0-9 in lower case: a text in another script has none and scores 0.",
            Reference = "google-research rouge_score 0.1.2 per sample; of several references the one with the greatest F (score_multi)",
        });

    private static RougeMeasure Korean(Kind kind) => new(
        kind.Overlap,
        static arguments => arguments.Choice("unit") == "char" ? KoreanWords.Letters : KoreanWords.Whole,
        Common(kind) with
        {
            Name = "rouge_ko_" + kind.Suffix,
            Parameters =
            [
                MetricParameter.Choice("unit", "word", ["word", "char"], "what is a word: a run of letters, numbers and marks of any script, or each of them"),
                Score,
            ],
            Description = kind.Description + " For Korean and any other script; words are lower-cased, jamo composed to syllables, no particles cut.",
            Reference = "none elsewhere: google-research rouge_score's counts over our own words",
        });

    private static MetricDefinition Common(Kind kind) => new()
    {
        Name = kind.Name,
        Input = MetricInput.Text,
        Description = kind.Description,
        Formula = kind.Formula + "; P = common / answer, R = common / reference, F = 2 P R / (P + R)",
        Citation = "Lin, ROUGE: a package for automatic evaluation of summaries, ACL workshop Text Summarization Branches Out 2004",
        Reference = "",
        Denominator = $"{kind.Unit} of the answer for P, of the reference for R; 0 where there are none; a missing answer counts 0",
    };

    private sealed record Kind(
        string Suffix, string Name, IReadOnlyList<string> Aliases, Func<TokenPair, RougeCounts> Overlap, string Description, string Formula, string Unit);
}
