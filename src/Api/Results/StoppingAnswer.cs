using System.Globalization;
using BenchHub.Api.Json;
using BenchHub.Jobs;
using BenchHub.Storage.Results;

namespace BenchHub.Api.Results;

/// <summary>What early stopping came to.</summary>
/// <param name="Alpha">Chance that any pair of systems on the dataset is called wrongly.</param>
/// <param name="Margin">Differences up to this do not matter, in units of the metric.</param>
/// <param name="Seed">Of the order of items.</param>
/// <param name="Order">How the seed makes the order, so that it can be made again.</param>
/// <param name="Guarantee">What the intervals promise.</param>
/// <param name="Stopped">Whether items were left out since every pair was decided.</param>
/// <param name="ItemsSaved">Items that were not asked.</param>
/// <param name="Pairs">With the other systems of the job.</param>
internal sealed record StoppingAnswer(
    string Metric, double Alpha, double Margin, int Seed, string Order, string Guarantee, bool Stopped, int ItemsSaved, IReadOnlyList<StoppedPairAnswer> Pairs)
{
    public static StoppingAnswer? Of(StoppingReport? report) => report is null ? null : new(
        report.Settings.Metric, report.Settings.Alpha, report.Settings.Margin, report.Seed, report.Order, Promise(report), report.HasStopped, report.Saved,
        [.. report.Decisions.Select(StoppedPairAnswer.Of)]);

    internal static string Promise(StoppingReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"With a chance of {1 - report.Settings.Alpha:G6} the intervals of all {report.Pairs} pairs hold together, however often one looks and whenever one stops: confidence sequences by betting, each at {report.Settings.Alpha:G6}/{report.Pairs} (Bonferroni), over items in random order.");
}

/// <summary>Two systems, as far as they were asked the same items.</summary>
/// <param name="Verdict">undecided, difference or equivalence (within the margin).</param>
/// <param name="Better">The name of the better one, where they differ.</param>
/// <param name="Low">Least mean of a - b that is possible.</param>
/// <param name="High">The greatest.</param>
/// <param name="P">Anytime-valid p-value of no difference, not adjusted for the number of pairs.</param>
/// <param name="Items">Items that were looked at.</param>
internal sealed record StoppedPairAnswer(string A, string B, PairVerdict Verdict, string? Better, double Low, double High, double P, int Items)
{
    public static StoppedPairAnswer Of(PairDecision pair) => new(
        pair.NameA, pair.NameB, pair.Verdict, pair.Better is null ? null : pair.Better == pair.A ? pair.NameA : pair.NameB, pair.Low, pair.High, pair.P, pair.Items);
}

/// <summary>Early stopping on one dataset of a job, from the results that there are by now.</summary>
/// <param name="Items">Of the results together.</param>
/// <param name="ItemsSaved">Of these, not asked.</param>
/// <param name="Pairs">Each as the result that ended last knows it.</param>
internal sealed record JobStoppingAnswer(
    string Dataset, string DatasetId, int DatasetVersion, string Metric, double Alpha, double Margin, int Seed, string Guarantee,
    int Items, int ItemsSaved, IReadOnlyList<StoppedPairAnswer> Pairs)
{
    public static IReadOnlyList<JobStoppingAnswer> Of(IEnumerable<ResultRow> results) =>
        [.. results
            .Select(static row => (Row: row, Report: Projection.Read<Kept>(row.Document).EarlyStopped))
            .Where(static result => result.Report is not null)
            .GroupBy(static result => (result.Row.DatasetName, result.Row.DatasetId, result.Row.DatasetVersion))
            .Select(static group => Of(group.Key, [.. group.Select(static result => (result.Row.Items, result.Report!))]))];

    private static JobStoppingAnswer Of((string Name, string Id, int Version) dataset, IReadOnlyList<(int Items, StoppingReport Report)> results)
    {
        var report = results[0].Report;
        var pairs = results.SelectMany(static result => result.Report.Decisions)
            .GroupBy(static pair => (pair.A, pair.B))
            .Select(static known => StoppedPairAnswer.Of(known.MaxBy(static pair => pair.Items)!));
        return new(
            dataset.Name, dataset.Id, dataset.Version, report.Settings.Metric, report.Settings.Alpha, report.Settings.Margin, report.Seed, StoppingAnswer.Promise(report),
            results.Sum(static result => result.Items), results.Sum(static result => result.Report.Saved), [.. pairs]);
    }

    private sealed record Kept(StoppingReport? EarlyStopped);
}
