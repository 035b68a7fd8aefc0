namespace BenchHub.Evaluation.Metrics.Verdicts;

internal static class VerdictMeasures
{
    private const string Ragas = "Es et al., RAGAS: automated evaluation of retrieval augmented generation, EACL 2024";

    public static IEnumerable<IMeasure> All =>
    [
        new VerdictMeasure<StatementVerdicts>(
            new()
            {
                Name = "faithfulness",
                Description = "Share of the answer's statements that the retrieved contexts support.",
                Formula = "supported statements / statements",
                Citation = Ragas,
                Reference = "ragas faithfulness",
                Denominator = "The statements of the answer; undefined where it has none",
            },
            static _ => VerdictFormulas.Share),
        new VerdictMeasure<StatementVerdicts>(
            new()
            {
                Name = "context_recall",
                Description = "Share of the reference's statements that the retrieved contexts support.",
                Formula = "supported statements / statements",
                Citation = Ragas,
                Reference = "ragas context_recall",
                Denominator = "The statements of the reference; undefined where it has none",
            },
            static _ => VerdictFormulas.Share),
        new VerdictMeasure<StatementVerdicts>(
            new()
            {
                Name = "context_precision",
                Description = "Mean over the relevant contexts of the precision at their rank.",
                Formula = "sum over ranks i of precision@i v(i), / (sum of v + 1e-10)",
                Citation = Ragas,
                Reference = "ragas context_precision",
                Denominator = "The relevant contexts + 1e-10: 0 where none is, undefined where none was retrieved",
            },
            static _ => VerdictFormulas.RankedPrecision),
        new VerdictMeasure<RelevanceVerdicts>(
            new()
            {
                Name = "answer_relevance",
                Aliases = ["answer_relevancy"],
                Minimum = -1,
                Unit = "cosine",
                Description = "Mean likeness of the asked question and those that the answer would answer; 0 where it evades them all.",
                Formula = "mean of cos(question, generated question), times [not all noncommittal]",
                Citation = Ragas,
                Reference = "ragas answer_relevancy (0 there and undefined here where no question was generated)",
                Denominator = "The generated questions; undefined where there are none",
            },
            static _ => VerdictFormulas.Relevance),
        new VerdictMeasure<CorrectnessVerdicts>(
            new()
            {
                Name = "answer_correctness",
                Parameters =
                [
                    MetricParameter.Number("beta", 1, 0, 100, "how many times as much recall weighs as precision"),
                    MetricParameter.Number("factuality", 0.75, 0, 1, "weight of F-beta; the rest is the similarity's"),
                ],
                Minimum = -1,
                Description = "F-beta of the statements of answer and reference, and the similarity of both, weighted.",
                Formula = "w F + (1 - w) cos; F = (1 + b²) P R / (b² P + R), P = tp / (tp + fp), R = tp / (tp + fn)",
                Citation = Ragas,
                Reference = "ragas answer_correctness (collections)",
                Denominator = "P of no statements is 1 if none is absent, else 0, and R likewise; F is 0 where P and R are; undefined without a "
                    + "similarity unless factuality is 1",
            },
            static arguments =>
            {
                var (beta, factuality) = (arguments.Number("beta"), arguments.Number("factuality"));
                return item => VerdictFormulas.Correctness(item, beta, factuality);
            }),
        new VerdictMeasure<NoiseVerdicts>(
            new()
            {
                Name = "noise_sensitivity",
                Parameters =
                [
                    MetricParameter.Choice("contexts", "relevant", ["relevant", "irrelevant"], "which contexts are to have misled the answer"),
                ],
                Direction = MetricDirection.LowerIsBetter,
                Description = "Share of the answer's statements that are wrong and that a context supports.",
                Formula = "statements that are wrong and supported by a relevant context (irrelevant: only by irrelevant ones) / statements",
                Citation = "Ru et al., RAGChecker, NeurIPS 2024",
                Reference = "ragas noise_sensitivity",
                Denominator = "The statements of the answer; undefined where it has none",
                MissingValue = double.NaN,
            },
            static arguments =>
            {
                var irrelevant = string.Equals(arguments.Choice("contexts"), "irrelevant", StringComparison.Ordinal);
                return item => VerdictFormulas.Noise(item, irrelevant);
            }),
    ];
}
