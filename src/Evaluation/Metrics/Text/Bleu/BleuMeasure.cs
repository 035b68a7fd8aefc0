using BenchHub.Evaluation.Metrics.Text.Tokenizers;

namespace BenchHub.Evaluation.Metrics.Text.Bleu;

internal sealed class BleuMeasure : ITextMeasure
{
    private static readonly Dictionary<string, BleuSmoothing> Smoothings = new()
    {
        ["exp"] = BleuSmoothing.Exp,
        ["floor"] = BleuSmoothing.Floor,
        ["add-k"] = BleuSmoothing.AddK,
        ["none"] = BleuSmoothing.None,
    };

    public MetricDefinition Definition { get; } = new()
    {
        Name = "bleu",
        Input = MetricInput.Text,
        Parameters =
        [
            MetricParameter.Choice("tok", Tokenizer.Default, Tokenizer.Names,
                "How texts are cut into tokens, by sacreBLEU's names; ko is ours: 13a with every Hangul syllable a token.") with
            {
                Refused = new Dictionary<string, string>
                {
                    ["ko-mecab"] = "The tokenizer ko-mecab needs the dictionary mecab-ko-dic, which BenchHub does not carry; "
                        + "use tok=ko (13a with every Hangul syllable a token) or tok=char.",
                },
            },
            MetricParameter.Choice("smooth", "exp", [.. Smoothings.Keys], "What becomes of an order without a match.") with { AlwaysShown = false },
            MetricParameter.Number("floor", 0.1, 0, 1_000, "The number of matches that smooth=floor assumes.") with { AlwaysShown = false },
            MetricParameter.Number("k", 1, 0, 1_000, "The number that smooth=add-k adds.") with { AlwaysShown = false },
            MetricParameter.Flag("lowercase", false, "Whether texts are compared in lower case.") with { AlwaysShown = false },
        ],
        Aggregation = MetricAggregation.Pooled,
        Maximum = 100,
        Unit = "points of 100",
        Description = "How many of the answer's sequences of one to four tokens stand in a reference, with a penalty for a short answer.",
        Formula = "100 * min(1, exp(1 - r / c)) * geometric mean over n = 1..4 of matched / all n-grams, c and r the lengths of answer and closest reference; "
            + "of one item: over the n that its answer is long enough for",
        Citation = "Papineni et al., BLEU: a method for automatic evaluation of machine translation, ACL 2002; Post, A call for clarity in reporting BLEU scores, WMT 2018",
        Reference = "sacreBLEU 2.6 BLEU (corpus: effective_order off; item: on)",
        Denominator = "n-grams of the answers, summed over all items; 0 where nothing matches; a failed answer counts as an empty one",
    };

    public ITextScorer For(MetricArguments arguments) => new BleuScorer(
        Tokenizer.Named(arguments.Choice("tok")), arguments.Flag("lowercase"), Formula(arguments, out _));

    public string Signature(MetricArguments arguments, string references)
    {
        var formula = Formula(arguments, out var name);
        var value = formula.Smoothing is BleuSmoothing.Floor or BleuSmoothing.AddK ? $"[{formula.Value:F2}]" : "";
        return $"nrefs:{references}|case:{(arguments.Flag("lowercase") ? "lc" : "mixed")}|eff:no|tok:{arguments.Choice("tok")}|smooth:{name}{value}";
    }

    private static BleuFormula Formula(MetricArguments arguments, out string name)
    {
        name = arguments.Choice("smooth");
        return new(Smoothings[name], arguments.Number(name == "floor" ? "floor" : "k"));
    }
}
