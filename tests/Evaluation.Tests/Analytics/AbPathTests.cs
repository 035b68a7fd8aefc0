using BenchHub.Evaluation.Analytics;
using BenchHub.Evaluation.Statistics.Sequential;

namespace BenchHub.Evaluation.Tests.Analytics;

public sealed class AbPathTests
{
    [Fact]
    public void Of_AClearWinner_DecidesBeforeTheEnd()
    {
        var random = new Random(7);
        double[] a = [.. Enumerable.Range(0, 2_000).Select(_ => random.NextDouble() < 0.7 ? 1.0 : 0)];
        double[] b = [.. Enumerable.Range(0, 2_000).Select(_ => random.NextDouble() < 0.5 ? 1.0 : 0)];

        var test = AbPath.Of(a, b, PairedStoppingSettings.Default, seed: 42);

        Assert.Equal((StopReason.Difference, 1), (test.Decision.Reason, test.Decision.Sign));
        Assert.InRange(test.DecidedAt!.Value, 20, 1_000);
        Assert.Contains(test.Path, step => step.N == test.DecidedAt);
        Assert.Equal(2_000, test.Path[^1].N);
        Assert.Equal(a.Average() - b.Average(), test.Path[^1].Mean, precision: 12);
        Assert.InRange(test.Path.Count, 50, 202);
        Assert.Equal(test.Path.Select(static step => step.N).Distinct().Order(), test.Path.Select(static step => step.N));
    }

    [Fact]
    public void Of_EqualResults_StaysUndecided()
    {
        double[] scores = [.. Enumerable.Range(0, 50).Select(static i => i % 2 * 1.0)];

        var test = AbPath.Of(scores, scores, PairedStoppingSettings.Default, seed: 1);

        Assert.Equal((StopReason.OutOfItems, null, 50), (test.Decision.Reason, test.DecidedAt, test.Path.Count));
        Assert.All(test.Path, static step => Assert.Equal((0.0, 1.0), (step.Mean, step.P)));
    }

    // Whoever stops at the first decision errs in at most 5 % of the runs in which there is nothing to find.
    [Fact]
    public void Of_NoDifference_DecidesSeldomHoweverOftenOneLooks()
    {
        var random = new Random(11);
        var decided = 0;
        for (var run = 0; run < 400; run++)
        {
            double[] a = [.. Enumerable.Range(0, 300).Select(_ => (double)random.Next(2))], b = [.. Enumerable.Range(0, 300).Select(_ => (double)random.Next(2))];
            decided += AbPath.Of(a, b, PairedStoppingSettings.Default, seed: run).DecidedAt is null ? 0 : 1;
        }

        Assert.InRange(decided, 0, 28);
    }

    [Fact]
    public void Of_Undefined_AreCounted()
    {
        var test = AbPath.Of([1, double.NaN, 0], [0, 1, double.NaN], PairedStoppingSettings.Default, seed: 3);

        Assert.Equal((2, 1.0), (test.Undefined, test.Path[^1].Mean));
    }
}
