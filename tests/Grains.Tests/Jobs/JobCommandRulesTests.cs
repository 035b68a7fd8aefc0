using BenchHub.Grains.Jobs;
using BenchHub.Jobs;
using BenchHub.Systems;

namespace BenchHub.Grains.Tests.Jobs;

public sealed class JobCommandRulesTests
{
    public static TheoryData<string, SubmitJob> Wrong => new()
    {
        { "systemIds", Some.Command with { Systems = [] } },
        { "datasetIds", Some.Command with { Datasets = [] } },
        { "metrics", Some.Command with { Metrics = ["mrr", "ndgc@10"] } },
        { "metrics", Some.Command with { Metrics = ["ndcg@0"] } },
        { "concurrency", Some.Command with { Concurrency = 0 } },
        { "concurrency", Some.Command with { Concurrency = 1025 } },
        { "budget", Some.Command with { MostTokens = -1 } },
        { "parallelTasks", Some.Command with { ParallelTasks = 0 } },
        { "parallelTasks", Some.Command with { ParallelTasks = 257 } },
        { "topK", Some.Command with { TopK = 0 } },
        { "topK", Some.Command with { TopK = 10_001 } },
        { "rescore", Some.Command with { Rescore = [new("res_a")] } },
        { "rescore", new() { Rescore = [new("res_a"), new("res_b"), new("res_a")] } },
        { "patienceSeconds", Some.Command with { Patience = TimeSpan.FromSeconds(-1) } },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Wrong))]
    public void ThrowIfInvalid_OneMistake_NamesItsField(string field, SubmitJob command)
    {
        var refusal = Assert.Throws<RefusedException>(() => JobCommandRules.ThrowIfInvalid(command));

        Assert.Equal((Refusal.Invalid, field), (refusal.Refusal, refusal.Field));
        Assert.Equal(field, Assert.Single(refusal.Findings).Check);
    }

    [Fact]
    public void ThrowIfInvalid_SeveralMistakes_NamesAll()
    {
        var refusal = Assert.Throws<RefusedException>(() => JobCommandRules.ThrowIfInvalid(new() { Metrics = ["ndcg@0"], Concurrency = 0 }));

        Assert.Equal(["systemIds", "datasetIds", "metrics", "concurrency"], refusal.Findings.Select(static finding => finding.Check));
        Assert.Equal(refusal.Findings[0].Detail, refusal.Message);
    }

    [Fact]
    public void ThrowIfInvalid_TooManyTasks_SaysHowMany()
    {
        // 101 x 100 = 10,100 tasks; 10,000 are allowed.
        var command = Some.Command with
        {
            Systems = [.. Enumerable.Range(0, 101).Select(static i => new SystemId($"sys_{i}"))],
            Datasets = [.. Enumerable.Range(0, 100).Select(static i => new DatasetRef(new($"ds_{i}")))],
        };

        Assert.Contains("101 systems x 100 datasets", Assert.Throws<RefusedException>(() => JobCommandRules.ThrowIfInvalid(command)).Message);
        JobCommandRules.ThrowIfInvalid(command with { Systems = command.Systems.RemoveAt(0) });
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1024, 256, 10_000)]
    public void ThrowIfInvalid_TheEdgesOfWhatIsAllowed_Passes(int concurrency, int parallel, int topK) => JobCommandRules.ThrowIfInvalid(
        Some.Command with { Concurrency = concurrency, ParallelTasks = parallel, TopK = topK, Patience = TimeSpan.Zero });
}
