using BenchHub.Analytics;

namespace BenchHub.Api.Analytics;

/// <param name="Value">What the items share; <c>(none)</c> holds those without a value, <c>(other)</c> those of rare ones.</param>
/// <param name="N">Items with a score.</param>
/// <param name="Difference">From the mean of all other items, or from the result that is compared with.</param>
/// <param name="PAdjusted">Over the slices.</param>
internal sealed record SliceAnswer(
    string Value, int Items, int N, double? Mean, double? CiLow, double? CiHigh, double? Difference, double? P, double? PAdjusted)
{
    public static readonly CsvTable<SliceAnswer> Csv = new(
        ("value", static slice => slice.Value), ("items", static slice => slice.Items), ("n", static slice => slice.N), ("mean", static slice => slice.Mean),
        ("ciLow", static slice => slice.CiLow), ("ciHigh", static slice => slice.CiHigh), ("difference", static slice => slice.Difference),
        ("p", static slice => slice.P), ("pAdjusted", static slice => slice.PAdjusted));

    public static SliceAnswer Of(SliceRow row) => new(
        row.Value, row.Items, row.N, row.Mean.Defined(), row.CiLow.Defined(), row.CiHigh.Defined(), row.Difference.Defined(), row.P.Defined(), row.PAdjusted.Defined());
}

internal sealed record SlicesAnswer(string By, string Metric, IReadOnlyList<SliceAnswer> Slices, string Method, IReadOnlyList<string> Notes);

/// <param name="Kind">ngram; embedding for prompts that mean the same.</param>
/// <param name="Terms">All phrases that mark the same failures; of a cluster its most typical words.</param>
/// <param name="Of">Prompts with the label.</param>
/// <param name="Lift">Rate of failures over that of all prompts.</param>
/// <param name="PAdjusted">Over all phrases that were looked at.</param>
internal sealed record PatternAnswer(
    string Kind, string Label, IReadOnlyList<string> Terms, int Failed, int Of, double Rate, double Lift, double? P, double? PAdjusted, IReadOnlyList<ExampleAnswer> Examples)
{
    public static readonly CsvTable<PatternAnswer> Csv = new(
        ("kind", static one => one.Kind), ("label", static one => one.Label), ("terms", static one => string.Join(" | ", one.Terms)), ("failed", static one => one.Failed),
        ("of", static one => one.Of), ("rate", static one => one.Rate), ("lift", static one => one.Lift), ("p", static one => one.P), ("pAdjusted", static one => one.PAdjusted));

    public static PatternAnswer From(FailureGroup one) => new(
        one.Kind, one.Label, one.Terms, one.Failed, one.Of, one.Rate, one.Lift, one.P.Defined(), one.PAdjusted.Defined(),
        [.. one.Examples.Select(static example => new ExampleAnswer(example.Index, example.ItemId, example.Input))]);
}

internal sealed record ExampleAnswer(int Index, string ItemId, string Input);

/// <param name="Items">With a score.</param>
internal sealed record FailuresAnswer(
    string Metric, double Threshold, int Failed, int Items, IReadOnlyList<PatternAnswer> Patterns, string Method, IReadOnlyList<string> Notes);

internal sealed record BinAnswer(double From, double To, int Count);

/// <param name="Bins">The last one holds its upper end as well.</param>
/// <param name="Quantiles">By p0, p5, p25, p50, p75, p95 and p100.</param>
internal sealed record DistributionAnswer(string Metric, IReadOnlyList<BinAnswer> Bins, IReadOnlyDictionary<string, double> Quantiles, int N, int Undefined)
{
    public static DistributionAnswer Of(DistributionReport report) => new(
        report.Metric, [.. report.Bins.Select(static bin => new BinAnswer(bin.From, bin.To, bin.Count))],
        new OrderedDictionary<string, double>(report.Quantiles.Select(static one => KeyValuePair.Create(FormattableString.Invariant($"p{one.Q * 100:0.##}"), one.Value))),
        report.N, report.Undefined);
}

/// <param name="N">Items looked at.</param>
/// <param name="Low">Of the interval that holds at all looks together.</param>
internal sealed record AbPointAnswer(int N, double? Mean, double Low, double High, double P)
{
    public static readonly CsvTable<AbPointAnswer> Csv = new(
        ("n", static step => step.N), ("mean", static step => step.Mean), ("low", static step => step.Low), ("high", static step => step.High), ("p", static step => step.P));

    public static AbPointAnswer Of(AbPoint step) => new(step.N, step.Mean.Defined(), step.Low, step.High, step.P);
}

/// <param name="Outcome">difference, equivalence or undecided.</param>
/// <param name="DecidedAt">Items that it took.</param>
/// <param name="Winner">The better result's id.</param>
internal sealed record AbAnswer(
    string A, string B, string SystemA, string SystemB, string Metric, bool Decided, string Outcome, int? DecidedAt, string? Winner,
    IReadOnlyList<AbPointAnswer> Path, string Method, string Sentence, IReadOnlyList<string> Notes)
{
    public static AbAnswer Of(AbReport report) => new(
        report.A, report.B, report.SystemA, report.SystemB, report.Metric, report.DecidedAt is not null, report.Outcome, report.DecidedAt, report.Winner,
        [.. report.Path.Select(AbPointAnswer.Of)], report.Method, report.Sentence, report.Notes);
}

/// <param name="Low">Of the 95 % interval for one look.</param>
/// <param name="AnytimeLow">Of the one that holds however often one looks.</param>
/// <param name="RandomOrder">Whether the items are asked in random order, which the intervals rest on.</param>
internal sealed record PredictionAnswer(
    int Task, string System, string SystemId, string Dataset, string DatasetId, string Metric, int Seen, int Of, double? Mean, double? Low, double? High,
    double? AnytimeLow, double? AnytimeHigh, bool RandomOrder, string Method)
{
    public static readonly CsvTable<PredictionAnswer> Csv = new(
        ("system", static one => one.System), ("dataset", static one => one.Dataset), ("metric", static one => one.Metric), ("seen", static one => one.Seen),
        ("of", static one => one.Of), ("mean", static one => one.Mean), ("low", static one => one.Low), ("high", static one => one.High),
        ("anytimeLow", static one => one.AnytimeLow), ("anytimeHigh", static one => one.AnytimeHigh), ("method", static one => one.Method));

    public static PredictionAnswer From(ScorePrediction one) => new(
        one.Task, one.System, one.SystemId, one.Dataset, one.DatasetId, one.Metric, one.Seen, one.Of, one.Mean.Defined(), one.Low.Defined(), one.High.Defined(),
        one.AnytimeLow.Defined(), one.AnytimeHigh.Defined(), one.IsRandomOrder, one.Method);
}

internal sealed record PredictionsAnswer(string JobId, IReadOnlyList<PredictionAnswer> Tasks, IReadOnlyList<string> Notes);
