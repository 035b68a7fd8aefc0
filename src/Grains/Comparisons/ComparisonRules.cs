using BenchHub.Comparisons;
using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Corrections;
using BenchHub.Evaluation.Statistics.Tests;
using BenchHub.Jobs;
using BenchHub.Storage.Results;

namespace BenchHub.Grains.Comparisons;

/// <summary>What a comparison may be told, and how much it may ask.</summary>
internal static class ComparisonRules
{
    /// <summary>200 systems on five datasets; a minute's work where items are many.</summary>
    public const int MostPairs = 100_000;

    private const int MostCells = 500;
    private const int LeastResamples = 100;
    private const int MostResamples = 100_000;

    public static ComparisonSettings Settings(CompareSystems query)
    {
        RequireAlpha(query.Alpha);
        var defaults = ComparisonSettings.Default with { Alpha = query.Alpha };
        return defaults with { Tests = query.Tests.IsDefaultOrEmpty ? defaults.Tests : query.Tests, Correction = query.Correction ?? defaults.Correction };
    }

    /// <exception cref="RefusedException">A setting cannot mean anything; with its field.</exception>
    public static ComparisonSettings Settings(CompareMany command)
    {
        RequireAlpha(command.Alpha);
        Require(command.Metrics.Length > 0, "Name at least one metric, such as ndcg@10.", "metrics");
        Require(command.Datasets.Length + command.Results.Length > 0, "Name the datasets to compare on, or results.", "datasets");
        Require((long)command.Datasets.Length * command.Metrics.Length <= MostCells, $"{command.Datasets.Length} datasets by {command.Metrics.Length} metrics are more than {MostCells} cells; make several comparisons.", "datasets");
        Require(command.Difference is null or (> 0 and < double.PositiveInfinity), $"difference is {command.Difference}; it is the difference that matters to you, above 0.", "difference");
        Require(command.Power > command.Alpha && command.Power <= 0.999, $"power is {command.Power}; it is the chance to show a difference, above alpha and at most 0.999.", "power");
        Require(command.Resamples is >= LeastResamples and <= MostResamples, $"resamples is {command.Resamples}; it must be {LeastResamples} to {MostResamples:N0}.", "resamples");
        var defaults = ComparisonSettings.Default with { Alpha = command.Alpha };
        var settings = defaults with
        {
            Tests = command.Tests.IsDefaultOrEmpty ? defaults.Tests : command.Tests,
            Correction = command.Correction ?? defaults.Correction,
            Bootstrap = defaults.Bootstrap with { Resamples = command.Resamples },
            Randomization = defaults.Randomization with { Resamples = command.Resamples },
        };
        var unknown = settings.Tests.Except(PairedTests.Names).FirstOrDefault();
        Require(unknown is null, $"There is no paired test '{unknown}'; choose one of {string.Join(", ", PairedTests.Names)}.", "tests", Refusal.Unprocessable);
        Require(
            CorrectionCatalog.All.Any(correction => correction.Name == settings.Correction),
            $"There is no correction '{settings.Correction}'; choose one of {string.Join(", ", CorrectionCatalog.All.Select(static correction => correction.Name))}.",
            "correction",
            Refusal.Unprocessable);
        return settings;
    }

    /// <returns>Those that are named; where none is, those of the results.</returns>
    /// <exception cref="RefusedException">A result is on none of the datasets that are named.</exception>
    public static IReadOnlyList<DatasetRef> Datasets(CompareMany command, IReadOnlyList<ResultRow> results)
    {
        DatasetRef[] datasets = [.. command.Datasets.IsEmpty ? results.Select(static result => new DatasetRef(new(result.DatasetId))) : command.Datasets];
        var stray = results.FirstOrDefault(result => !Array.Exists(datasets, dataset => dataset.Id.Value == result.DatasetId));
        Require(stray is null, $"Result {stray?.Id} was measured on '{stray?.DatasetName}', which is none of the datasets named.", "results", Refusal.Unprocessable);
        return [.. datasets.Distinct()];
    }

    /// <exception cref="RefusedException">There are more pairs than may be tested at once.</exception>
    public static void RequireFew(long pairs) => Require(
        pairs <= MostPairs, $"This makes {pairs:N0} pairs of systems over all datasets and metrics; at most {MostPairs:N0} are tested at once. Name fewer systems, datasets or metrics.", "systems", Refusal.Unprocessable);

    private static void RequireAlpha(double alpha) => Require(alpha is > 0 and < 1, $"alpha is {alpha}; it must lie between 0 and 1, such as 0.05.", "alpha");

    private static void Require(bool fulfilled, string otherwise, string field, Refusal refusal = Refusal.Invalid)
    {
        if (!fulfilled)
        {
            throw new RefusedException(refusal, otherwise, field);
        }
    }
}
