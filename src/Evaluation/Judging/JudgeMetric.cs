using System.Globalization;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Verdicts;

namespace BenchHub.Evaluation.Judging;

/// <summary>The metric <c>judge:name</c>, which is made from the judge's definition.</summary>
internal static class JudgeMetric
{
    public const string Prefix = "judge:";

    private const string Scores = "Zheng et al., Judging LLM-as-a-judge with MT-Bench and Chatbot Arena, NeurIPS 2023";

    private static readonly MetricDefinition Plain = new()
    {
        Name = Prefix,
        Input = MetricInput.Verdicts,
        Description = "What a judge says of the answer, in the judge's own units.",
        Formula = "the judge's score",
        Citation = Scores,
        Reference = "none: a judge is its own instrument, named in the signature",
        Denominator = "The items with a verdict; replies that are no verdicts leave an item undefined, never 0",
        Minimum = double.NegativeInfinity,
        Maximum = double.PositiveInfinity,
        Unit = "the judge's units",
        MissingValue = double.NaN,
    };

    public static bool IsNamed(string family) => family.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Of a judge whose definition is not at hand: enough to find and compare numbers that are stored.</summary>
    public static IMeasure Unspecified(string family) => Measure(Plain with { Name = family });

    public static IMeasure Of(JudgeDefinition judge) => Measure((FamilyMetric(judge)?.Definition is { } family
        ? family with { Aliases = [], Parameters = [], Formula = $"{FamilyMetric(judge)!.Name}: {family.Formula}" }
        : Scored(judge)) with
    {
        Name = JudgeDefinition.MetricOf(judge.Name),
    });

    /// <summary>The metric that makes a value of a judge's records; null for judges that score.</summary>
    public static Metric? FamilyMetric(JudgeDefinition judge) => judge.Shape.Family is not { } family ? null
        : MetricCatalog.Resolve(judge.Kind == JudgeKind.AnswerCorrectness && !judge.ComparesEmbeddings ? $"{family}(factuality=1)" : family);

    private static MetricDefinition Scored(JudgeDefinition judge)
    {
        var (low, high) = (judge.Scale!.Minimum, judge.Scale.Maximum);
        return Plain with
        {
            Description = judge.Description.Length > 0 ? judge.Description : judge.Shape.Summary,
            Formula = judge.Kind switch
            {
                JudgeKind.Binary => "1 for yes, 0 for no",
                JudgeKind.Pairwise => "1 where the answer wins in both orders, 0 where the opponent does, 1/2 for ties and where the order decided",
                _ => string.Create(CultureInfo.InvariantCulture, $"the score from {low} to {high} as it is given, not brought to 0 to 1"),
            },
            Minimum = low,
            Maximum = high,
            Unit = judge.Kind is JudgeKind.Binary or JudgeKind.Pairwise ? "share" : string.Create(CultureInfo.InvariantCulture, $"points from {low} to {high}"),
            MissingValue = low,
        };
    }

    private static VerdictMeasure<JudgeVerdict> Measure(MetricDefinition definition) => new(definition, static _ => static verdict => verdict.Value);
}
