using BenchHub.Evaluation.Statistics.Resampling;

namespace BenchHub.Evaluation.Statistics;

/// <summary>The costly part of a comparison: what is resampled, per system and per pair.</summary>
internal sealed record PairWork(double[] Means, Interval[] Intervals, int[] Counts, PairWork.Pair[] Pairs)
{
    internal sealed record Pair(int IndexA, int IndexB, double[] A, double[] B, Randomization Test, Interval Interval);

    /// <summary>Every score is defined: one bootstrap and one set of sign patterns serve all systems and pairs.</summary>
    public static PairWork OfComplete(IReadOnlyList<SystemColumn> systems, ComparisonSettings settings, CancellationToken cancellation)
    {
        double[][] columns = [.. systems.Select(static system => system.Scores)];
        var tests = PairedRandomization.AllPairs(columns, settings.Randomization, cancellation);
        var resampled = Bootstrap.Means(columns, settings.Bootstrap, cancellation);
        var places = Statistics.Pairs.Of(columns.Length);
        var pairs = Blocks.Each(places.Length, i => new Pair(
            places[i].A,
            places[i].B,
            columns[places[i].A],
            columns[places[i].B],
            tests[i],
            Interval(columns[places[i].A], columns[places[i].B], resampled[places[i].A], resampled[places[i].B], settings.Bootstrap.Level)), cancellation);
        return new(
            [.. columns.Select(static column => Moments.Mean(column))],
            [.. columns.Select((column, i) => Bootstrapped.PercentileOfMean(resampled[i], column, settings.Bootstrap.Level))],
            [.. columns.Select(static column => column.Length)],
            pairs);
    }

    /// <summary>Each system over its defined items, each pair over the items that both define.</summary>
    public static PairWork OfIncomplete(IReadOnlyList<SystemColumn> systems, ComparisonSettings settings, CancellationToken cancellation)
    {
        double[][] defined = [.. systems.Select(static system => Array.FindAll(system.Scores, static score => !double.IsNaN(score)))];
        return new(
            [.. defined.Select(static column => Moments.Mean(column))],
            [.. defined.Select(column => Bootstrap.OfMean(column, settings.Bootstrap, cancellation).Percentile(settings.Bootstrap.Level))],
            [.. defined.Select(static column => column.Length)],
            [.. Statistics.Pairs.Of(systems.Count).Select(pair => Alone(pair, systems, settings, cancellation))]);
    }

    private static Pair Alone(
        (int A, int B) pair, IReadOnlyList<SystemColumn> systems, ComparisonSettings settings, CancellationToken cancellation)
    {
        var (allA, allB) = (systems[pair.A].Scores, systems[pair.B].Scores);
        var both = Enumerable.Range(0, allA.Length).Where(i => !double.IsNaN(allA[i]) && !double.IsNaN(allB[i])).ToArray();
        double[] a = [.. both.Select(i => allA[i])];
        double[] b = [.. both.Select(i => allB[i])];
        var resampled = Bootstrap.Means([a, b], settings.Bootstrap, cancellation);
        return new(
            pair.A,
            pair.B,
            a,
            b,
            PairedRandomization.Test(a, b, settings.Randomization, cancellation),
            Interval(a, b, resampled[0], resampled[1], settings.Bootstrap.Level));
    }

    private static Interval Interval(double[] a, double[] b, double[] meansA, double[] meansB, double level)
    {
        var means = new double[meansA.Length];
        for (var r = 0; r < means.Length; r++)
        {
            means[r] = meansA[r] - meansB[r];
        }

        return Bootstrapped.PercentileOfMean(means, Differences.Of(a, b), level);
    }
}
