using System.Text.Json.Nodes;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Samples;
using BenchHub.Evaluation.Statistics.Resampling;
using BenchHub.Evaluation.Tests.Golden;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Metrics.Samples;

public sealed class PassAtKTests
{
    [Theory]
    [InlineData("pass_at_k", "pass")]
    [InlineData("pass_hat_k", "pass_hat")]
    public void Scores_GoldenCases_AreEqual(string entry, string metric)
    {
        var golden = JsonNode.Parse(File.ReadAllBytes(SharedFolder.Find("golden/lmeval/golden.json")))!;
        foreach (var problem in golden[entry]!.AsArray())
        {
            Assert.Equal(
                problem!["v"]!.GetValue<double>(),
                Score($"{metric}@{problem["k"]!.GetValue<int>()}", problem["n"]!.GetValue<int>(), problem["c"]!.GetValue<int>()),
                tolerance: 1e-12);
        }
    }

    // 5 samples, 2 correct, 2 drawn: C(3,2)/C(5,2) = 3/10 have none, C(2,2)/C(5,2) = 1/10 have both.
    // 4 drawn: at most 3 are wrong, so one is right; no 4 of 2 are right.
    [Theory]
    [InlineData("pass@2", 0.7)]
    [InlineData("pass_hat@2", 0.1)]
    [InlineData("pass@4", 1)]
    [InlineData("pass_hat@4", 0)]
    [InlineData("pass@1", 0.4)]
    [InlineData("pass_hat@1", 0.4)]
    public void Scores_TwoOfFive_AreTheShareOfDraws(string metric, double expected) => Assert.Equal(expected, Score(metric, 5, 2), tolerance: 1e-15);

    [Fact]
    public void Scores_ManySamples_NeitherOverflowNorVanish()
    {
        Assert.InRange(Score("pass@1000", 100_000, 50), 0.39, 0.40);
        Assert.Equal(1, Score("pass_hat@50000", 100_000, 100_000));
    }

    [Fact]
    public void Measure_TooFewSamplesOfOneProblem_IsRefusedWithASentence() => Assert.Equal(
        "pass@10 of item 2: every problem needs at least 10 samples, and this one has 5.",
        Assert.Throws<InvalidItemException>(static () => MetricCatalog.Resolve("pass@10").Over<SampleCounts>([new(10, 1), new(5, 5)])).Message);

    // (3/10 + 0 + the failed one's 0) / 3.
    [Fact]
    public void Measure_FailedProblem_CountsAsZero()
    {
        var aggregate = MetricCatalog.Resolve("pass@1").Over<SampleCounts>([new(10, 3), new(10, 0), null], new BootstrapSettings { Resamples = 10 });

        Assert.Equal((0.1, 3, 1), (Math.Round(aggregate.Value, 15), aggregate.N, aggregate.Errors));
    }

    [Fact]
    public void Constructor_ImpossibleCounts_AreRefused()
    {
        Assert.Throws<InvalidItemException>(static () => new SampleCounts(1, 2));
        Assert.Throws<InvalidItemException>(static () => new SampleCounts(1, -1));
    }

    [Fact]
    public void Resolve_WithoutK_IsRefused() => Assert.Equal(
        "The metric 'pass' needs a cutoff from 1 to 1000000, for example pass@5.",
        Assert.Throws<UnknownMetricException>(static () => MetricCatalog.Resolve("pass")).Message);

    [Fact]
    public void Scores_MoreDraws_PassMoreOftenAndAllPassLessOften() => Property.Holds(
        Gen.Choose(2, 60).SelectMany(static n => Gen.Choose(0, n).SelectMany(c => Gen.Choose(1, n - 1).Select(k => (n, c, k)))),
        static p => Score($"pass@{p.k + 1}", p.n, p.c) >= Score($"pass@{p.k}", p.n, p.c) - 1e-12
            && Score($"pass_hat@{p.k + 1}", p.n, p.c) <= Score($"pass_hat@{p.k}", p.n, p.c) + 1e-12);

    // All of k fail exactly where none of k pass.
    [Fact]
    public void Scores_OfTheOpposite_AreComplements() => Property.Holds(
        Gen.Choose(1, 60).SelectMany(static n => Gen.Choose(0, n).SelectMany(c => Gen.Choose(1, n).Select(k => (n, c, k)))),
        static p => Math.Abs(Score($"pass@{p.k}", p.n, p.c) + Score($"pass_hat@{p.k}", p.n, p.n - p.c) - 1) < 1e-12);

    private static double Score(string metric, int samples, int correct) => MetricCatalog.Resolve(metric).Scores([new SampleCounts(samples, correct)])[0];
}
