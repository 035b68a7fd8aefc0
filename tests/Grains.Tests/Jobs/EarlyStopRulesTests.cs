using BenchHub.Grains.Jobs;
using BenchHub.Jobs;

namespace BenchHub.Grains.Tests.Jobs;

public sealed class EarlyStopRulesTests
{
    private static readonly SubmitJob Command = Some.Command with { Systems = [new("sys_a"), new("sys_b")] };

    [Fact]
    public void Problems_OfAGoodCommand_AreNone() => Assert.Empty(EarlyStopRules.Problems(new() { Metric = "ndcg@10" }, Command));

    [Theory]
    [InlineData("ndcg@11", 0.05, 0, "which it does not measure; it measures ndcg@10")]
    [InlineData("ndcgg@10", 0.05, 0, "ndcg")]
    [InlineData("gm_map", 0.05, 0, "no mean of items")]
    [InlineData("ndcg@10", 0, 0, "earlyStop.alpha is 0; it must lie between 0 and 1")]
    [InlineData("ndcg@10", double.NaN, 0, "earlyStop.alpha is NaN")]
    [InlineData("ndcg@10", 0.05, double.PositiveInfinity, "earlyStop.margin")]
    [InlineData("ndcg@10", 0.05, 1, "nothing would be asked")]
    public void Problems_OfABadCommand_SayWhatToChange(string metric, double alpha, double margin, string said)
    {
        var problem = Assert.Single(EarlyStopRules.Problems(new() { Metric = metric, Alpha = alpha, Margin = margin }, Command));

        Assert.Contains(said, problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Problems_OfTooManySystems_SayHowManyMayBe()
    {
        var command = Command with { Systems = [.. Enumerable.Range(0, 33).Select(static i => new BenchHub.Systems.SystemId($"sys_{i}"))] };

        Assert.Contains("name 2 to 32 of them, not 33", Assert.Single(EarlyStopRules.Problems(new() { Metric = "ndcg@10" }, command)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void SeedFor_AJob_IsItsOwnUnlessGiven()
    {
        Assert.Equal(new EarlyStopping().SeedFor(new("job_1")), new EarlyStopping().SeedFor(new("job_1")));
        Assert.NotEqual(new EarlyStopping().SeedFor(new("job_1")), new EarlyStopping().SeedFor(new("job_2")));
        Assert.Equal(5, new EarlyStopping { Seed = 5 }.SeedFor(new("job_1")));
    }
}
