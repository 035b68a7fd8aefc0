using BenchHub.Evaluation.Metrics.Ratings;

namespace BenchHub.Evaluation.Judging;

/// <summary>How far two judges of a panel agree.</summary>
/// <param name="A">The one's name.</param>
/// <param name="B">The other's.</param>
/// <param name="Kappa">Cohen's kappa, quadratically weighted where scores are ordered; null for shares, which are no categories.</param>
/// <param name="Pearson">Of the values; NaN where it is undefined.</param>
/// <param name="N">Items on which both have a verdict.</param>
public sealed record JudgePair(string A, string B, double? Kappa, double Pearson, int N);

/// <summary>Several judges on the same items: how far they agree, and what they say together.</summary>
/// <param name="Judges">Their names.</param>
/// <param name="Level">What was compared in their values.</param>
/// <param name="Values">For each item the majority (nominal) or mean of the defined values; NaN where there is none, or the majority is split.</param>
/// <param name="Alpha">Krippendorff's alpha; NaN where no item has two verdicts.</param>
/// <param name="Pairs">Each two of the judges.</param>
public sealed record JudgePanel(
    IReadOnlyList<string> Judges, MeasurementLevel Level, IReadOnlyList<double> Values, double Alpha, IReadOnlyList<JudgePair> Pairs)
{
    /// <param name="judges">Two or more, each with its values by item, NaN where undefined.</param>
    /// <param name="level">As <see cref="JudgeDefinition.Level"/> has it.</param>
    /// <exception cref="ArgumentException">There are fewer than two judges, or they judged different numbers of items.</exception>
    public static JudgePanel Of(IReadOnlyList<(string Name, IReadOnlyList<double> Values)> judges, MeasurementLevel level)
    {
        if (judges.Count < 2 || judges.Any(judge => judge.Values.Count != judges[0].Values.Count))
        {
            throw new ArgumentException("A panel is two or more judges of the same items.", nameof(judges));
        }

        double[][] items = [.. Enumerable.Range(0, judges[0].Values.Count).Select(i => judges.Select(judge => judge.Values[i]).ToArray())];
        return new(
            [.. judges.Select(static judge => judge.Name)],
            level,
            [.. items.Select(item => Together(item, level))],
            KrippendorffAlpha.Of([.. items.Select(static item => new ItemRatings(item))], level),
            [.. Enumerable.Range(0, judges.Count).SelectMany(a => Enumerable.Range(a + 1, judges.Count - a - 1), (a, b) => Pair(judges[a].Name, judges[b].Name, [.. items.Select(item => new ItemRatings([item[a], item[b]]))], level))]);
    }

    /// <summary>What a panel says of one item, as the verdict of a judge by the panel's name.</summary>
    public static JudgeVerdict Combine(string panel, IReadOnlyList<JudgeVerdict> verdicts, MeasurementLevel level)
    {
        var value = Together([.. verdicts.Select(static verdict => verdict.Value)], level);
        return new()
        {
            Judge = panel,
            Value = value,
            Reason = double.IsNaN(value) && verdicts.Any(static verdict => !verdict.IsUndefined)
                ? "The judges are split."
                : string.Join('\n', verdicts.Select(static verdict => $"{verdict.Judge}: {verdict.Reason}")),
            Malformed = [.. verdicts.SelectMany(static verdict => verdict.Malformed)],
        };
    }

    private static double Together(double[] values, MeasurementLevel level)
    {
        var defined = Array.FindAll(values, static value => !double.IsNaN(value));
        if (level != MeasurementLevel.Nominal)
        {
            return defined.Length == 0 ? double.NaN : defined.Average();
        }

        return defined.GroupBy(static value => value).OrderByDescending(static votes => votes.Count()).Take(2).ToArray() switch
        {
            [var only] => only.Key,
            [var most, var next] when most.Count() > next.Count() => most.Key,
            _ => double.NaN,
        };
    }

    private static JudgePair Pair(string a, string b, ItemRatings[] items, MeasurementLevel level)
    {
        var (first, second) = ItemRatings.Pairs(items);
        double? kappa = level is MeasurementLevel.Nominal or MeasurementLevel.Ordinal
            ? CohenKappa.Of(first, second, level == MeasurementLevel.Ordinal ? KappaWeights.Quadratic : KappaWeights.None)
            : null;
        return new(a, b, kappa, PearsonCorrelation.Of(first, second).Value, first.Length);
    }
}
