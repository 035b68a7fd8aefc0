using BenchHub.Evaluation.Statistics.Distributions;

namespace BenchHub.Evaluation.Statistics.Gates;

/// <summary>
/// Whether a system reaches a gate: a test of non-inferiority by the confidence interval (Schuirmann, 1987; Piaggio et al., the extension
/// of CONSORT, 2012). From the paired differences come a lower and an upper bound by Student's t, each with the gate's confidence. All of
/// the interval at or beyond the limit: passed; all short of it: failed; else inconclusive. A passed gate is a one-sided paired t-test
/// against the limit with p at most 1 - level: <c>scipy.stats.ttest_1samp(a - b, limit, alternative='greater')</c>.
/// </summary>
/// <remarks>
/// <para>
/// A margin in percent is one of the baseline's true mean: what is tested is the mean of a - (1 ± margin) b, so that the baseline's own error
/// counts. Several gates that must all pass need no correction: each at its level holds the level of all (intersection-union test; Berger, 1982).
/// </para>
/// <para>
/// Assumes independent items and differences that are near normal, or many. O(n). Items where one is NaN are left out and counted. Fewer
/// than two items: inconclusive. Differences that are all alike: the interval is their point, which the method says.
/// </para>
/// </remarks>
public static class GateTest
{
    // Below this Student's t leans on the shape of the differences.
    private const int FewItems = 20;

    /// <param name="gate">What is to be reached.</param>
    /// <param name="system">Score of each item, NaN where undefined.</param>
    /// <param name="baseline">The baseline's, in the same order; empty where the gate has a fixed target.</param>
    /// <exception cref="ArgumentException">The gate has a baseline, and its scores are not of as many items.</exception>
    public static GateVerdict Test(Gate gate, ReadOnlySpan<double> system, ReadOnlySpan<double> baseline)
    {
        var hasBaseline = gate.Target is null;
        var (a, b) = Defined(system, hasBaseline ? baseline : new double[system.Length]);

        // Where the margin is a share of the baseline, the baseline's weight carries it.
        var weight = hasBaseline && gate.IsRelative ? 1 + gate.Margin : 1;
        var contrast = new double[a.Length];
        for (var i = 0; i < contrast.Length; i++)
        {
            contrast[i] = a[i] - (weight * b[i]);
        }

        var (value, baselineValue) = (Moments.Mean(a), Moments.Mean(b));
        var shift = (weight - 1) * baselineValue;
        var limit = gate.Target is { } target ? target + (gate.IsRelative ? gate.Margin * target : gate.Margin) : gate.IsRelative ? 0 : gate.Margin;
        var error = Moments.StandardDeviation(contrast) / Math.Sqrt(contrast.Length);
        var (mean, freedom) = (Moments.Mean(contrast), contrast.Length - 1);
        var bounds = Bounds(mean, error, freedom, gate.Level);
        var p = freedom < 1 ? double.NaN : StudentT.Upper((gate.IsAtLeast ? mean - limit : limit - mean) / error, freedom);
        var verdict = new GateVerdict(
            Outcome(gate.Operator, bounds, limit), gate, limit + shift, a.Length, system.Length - a.Length, value, hasBaseline ? baselineValue : null,
            value - baselineValue, bounds.Low + shift, bounds.High + shift, p, Method(gate, contrast.Length, error), "");
        return verdict with { Sentence = GateSentence.Of(verdict) };
    }

    private static Interval Bounds(double mean, double error, int freedom, double level)
    {
        if (freedom < 1)
        {
            return Interval.Undefined;
        }

        var reach = error == 0 ? 0 : StudentT.UpperQuantile(1 - level, freedom) * error;
        return new(mean - reach, mean + reach);
    }

    private static GateOutcome Outcome(GateOperator comparison, Interval bounds, double limit)
    {
        var (passes, fails) = comparison switch
        {
            GateOperator.AtLeast => (bounds.Low >= limit, bounds.High < limit),
            GateOperator.MoreThan => (bounds.Low > limit, bounds.High <= limit),
            GateOperator.AtMost => (bounds.High <= limit, bounds.Low > limit),
            _ => (bounds.High < limit, bounds.Low >= limit),
        };
        return passes ? GateOutcome.Passed : fails ? GateOutcome.Failed : GateOutcome.Inconclusive;
    }

    private static string Method(Gate gate, int n, double error)
    {
        var what = gate.Target is null ? "paired differences" : "scores";
        var bounds = $"two one-sided {gate.Level * 100:0.####}% bounds of the mean of {n} {what} by Student's t (ends of a two-sided {((2 * gate.Level) - 1) * 100:0.####}% interval)";
        return error == 0 ? $"{bounds}; all {what} are alike, so that the interval is a point"
            : n is > 1 and < FewItems ? $"{bounds}; with fewer than {FewItems} items it leans on {what} that are near normal"
            : bounds;
    }

    private static (double[] A, double[] B) Defined(ReadOnlySpan<double> system, ReadOnlySpan<double> baseline)
    {
        Differences.RequireSameLength(system, baseline);
        var (a, b) = (new List<double>(system.Length), new List<double>(system.Length));
        for (var i = 0; i < system.Length; i++)
        {
            if (!double.IsNaN(system[i]) && !double.IsNaN(baseline[i]))
            {
                a.Add(system[i]);
                b.Add(baseline[i]);
            }
        }

        return ([.. a], [.. b]);
    }
}
