using BenchHub.Judges;

namespace BenchHub.Api.Judges;

/// <param name="Id">Of the judge and the gold set together; the same again joins what runs.</param>
/// <param name="Judge">Its name, version and its system's revision.</param>
/// <param name="Status">running, completed or failed.</param>
/// <param name="Error">Why it failed; starting it again pays only for what was not asked.</param>
/// <param name="Report">Once it is completed.</param>
internal sealed record CalibrationAnswer(string Id, string Judge, string Status, int Items, int Done, string? Error, CalibrationReportAnswer? Report)
{
    public static CalibrationAnswer Of(string id, CalibrationSnapshot calibration) => new(
        id, calibration.Judge, calibration.Error is not null ? "failed" : calibration.Report is null ? "running" : "completed",
        calibration.Items, calibration.Done, calibration.Error, CalibrationReportAnswer.Of(calibration.Report));
}

/// <param name="Undefined">Items without a verdict; they take no part in the rest.</param>
/// <param name="Agreement">Share of the items on which judge and people say the same, with Wilson's interval.</param>
/// <param name="Kappa">Cohen's, with a bootstrap interval; null for judges that measure shares.</param>
/// <param name="WeightedKappa">With quadratic weights, where values are ordered.</param>
/// <param name="Leniency">Mean of judge less people: above 0 the judge is too kind.</param>
/// <param name="Pairs">With a verdict in both orders; null for judges of single answers.</param>
/// <param name="OrderDecided">Share of the pairs whose verdict was another one in the other order.</param>
/// <param name="FirstFavoured">Order-decided pairs in which the first place was favoured.</param>
/// <param name="PositionP">Two-sided sign test of both places being favoured alike.</param>
/// <param name="LengthBias">Rank correlation of (judge less people) with the answer's length: above 0 the judge favours long ones.</param>
/// <param name="LengthP">Of no such correlation.</param>
/// <param name="Asked">Calls that were made.</param>
/// <param name="Cached">Replies that stood in the response cache and cost nothing.</param>
/// <param name="Malformed">Replies that were no verdicts.</param>
/// <param name="CostDollars">Null where the model has no known price.</param>
internal sealed record CalibrationReportAnswer(
    int Undefined,
    CalibratedAnswer? Agreement,
    CalibratedAnswer? Kappa,
    CalibratedAnswer? WeightedKappa,
    double? Spearman,
    double? Pearson,
    CalibratedAnswer? Leniency,
    int? Pairs,
    CalibratedAnswer? OrderDecided,
    int? FirstFavoured,
    double? PositionP,
    double? LengthBias,
    double? LengthP,
    int Asked,
    int Cached,
    int Malformed,
    decimal? CostDollars)
{
    public static CalibrationReportAnswer? Of(CalibrationReport? report) => report is null ? null : new(
        report.Undefined, CalibratedAnswer.Of(report.Agreement), CalibratedAnswer.Of(report.Kappa), CalibratedAnswer.Of(report.WeightedKappa),
        report.Spearman, report.Pearson, CalibratedAnswer.Of(report.Leniency), report.Pairs, CalibratedAnswer.Of(report.OrderDecided),
        report.FirstFavoured, report.PositionP, report.LengthBias, report.LengthP, report.Asked, report.Cached, report.Malformed, Dollars.Of(report.Cost));
}

/// <summary>A number with its 95 % interval.</summary>
internal sealed record CalibratedAnswer(double? Value, double? Low, double? High)
{
    public static CalibratedAnswer? Of(CalibratedNumber? number) => number is null ? null : new(number.Value, number.Low, number.High);
}
