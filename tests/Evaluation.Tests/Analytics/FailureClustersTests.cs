using BenchHub.Evaluation.Analytics;

namespace BenchHub.Evaluation.Tests.Analytics;

public sealed class FailureClustersTests
{
    // Three directions with noise, 20 prompts each; those of the first fail but for two.
    [Fact]
    public void Find_ADirectionThatFails_IsTheFirstCluster()
    {
        var (texts, vectors) = Directions(60, static i => i / 20);
        bool[] failed = [.. Enumerable.Range(0, 60).Select(static i => i < 18)];

        var found = FailureClusters.Find(FailureDraw.Of(failed, 2_000, seed: 1), texts, vectors);

        Assert.Equal(18, found.Sum(static cluster => cluster.Failed));
        Assert.Equal(20, found.Sum(static cluster => cluster.Of));
        Assert.All(found, static cluster => Assert.Equal("topic0", cluster.Terms[0]));
        Assert.Equal(((double)found[0].Failed / found[0].Of, found[0].Rate / 0.3), (found[0].Rate, found[0].Lift));
        Assert.True(found[0].P < found[0].PAdjusted && found[0].PAdjusted < 0.01);
        Assert.All(found.SelectMany(static cluster => cluster.Examples), static example => Assert.InRange(example, 0, 17));
    }

    [Fact]
    public void Find_FailuresThatAreRandom_AreNoCluster()
    {
        var finds = 0;
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var (texts, vectors) = Directions(200, static i => i % 5);
            bool[] failed = [.. Enumerable.Range(0, 200).Select(_ => random.Next(4) == 0)];
            finds += FailureClusters.Find(FailureDraw.Of(failed, 2_000, seed: 1), texts, vectors).Any(static cluster => cluster.PAdjusted <= 0.05) ? 1 : 0;
        }

        // Holm holds the chance of any find at 5 %; Fisher's test is conservative besides.
        Assert.InRange(finds, 0, 8);
    }

    [Fact]
    public void Find_PromptsThatAreAllAlike_IsOneCluster()
    {
        float[][] vectors = [.. Enumerable.Range(0, 40).Select(static _ => new float[] { 3, 4 })];

        var cluster = Assert.Single(FailureClusters.Find(FailureDraw.Of([.. Enumerable.Range(0, 40).Select(static i => i < 10)], 2_000, seed: 1), [.. vectors.Select(static _ => "a b")], vectors));

        Assert.Equal((10, 40, 0.25, 1.0, 1.0), (cluster.Failed, cluster.Of, cluster.Rate, cluster.Lift, cluster.P));
    }

    [Fact]
    public void Find_NothingFailed_HasNoCluster() => Assert.Empty(FailureClusters.Find(FailureDraw.Of([false, false], 10, seed: 1), ["a", "b"], [[1, 0], [0, 1]]));

    [Theory]
    [InlineData(100, 3_000, 100, 1_900)] // few failures: all of them
    [InlineData(3_000, 100, 1_900, 100)]
    [InlineData(3_000, 3_000, 1_000, 1_000)]
    [InlineData(300, 500, 300, 500)]
    [InlineData(0, 3_000, 0, 2_000)]
    public void Draw_TooMany_TakesAsManyFailuresAsOthersAndWeighsThem(int failures, int others, int drawnFailures, int drawnOthers)
    {
        bool[] failed = [.. Enumerable.Range(0, failures + others).Select(i => i < failures)];

        var draw = FailureDraw.Of(failed, 2_000, seed: 42);

        Assert.Equal((drawnFailures, drawnOthers), (draw.Failures, draw.Indexes.Length - draw.Failures));
        Assert.Equal((double)failures / (failures + others), draw.Rate, precision: 12);
        Assert.Equal(draw.Indexes.Distinct().Order(), draw.Indexes);
        Assert.All(draw.Indexes.Zip(draw.Failed), one => Assert.Equal(failed[one.First], one.Second));
        Assert.Equal(draw.Indexes, FailureDraw.Of(failed, 2_000, seed: 42).Indexes);
    }

    private static (string[] Texts, float[][] Vectors) Directions(int count, Func<int, int> topic)
    {
        var random = new Random(5);
        return (
            [.. Enumerable.Range(0, count).Select(i => $"a prompt of topic{topic(i)}")],
            [.. Enumerable.Range(0, count).Select(i => Enumerable.Range(0, 24).Select(d => (d % 8 == topic(i) ? 5f : 0) + random.NextSingle()).ToArray())]);
    }
}
