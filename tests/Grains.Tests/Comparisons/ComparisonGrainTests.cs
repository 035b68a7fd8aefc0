using BenchHub.Comparisons;
using BenchHub.Datasets;
using BenchHub.Jobs;
using BenchHub.Systems;

namespace BenchHub.Grains.Tests.Comparisons;

public sealed class ComparisonGrainTests(Hub hub) : IClassFixture<Hub>
{
    [Fact]
    public async Task Compare_ThreeSystems_RanksThemByTheirScores()
    {
        var measured = await Measure(static _ => 1, static number => number < 6 ? 1 : 2, static _ => 4);

        var comparison = await hub.Grains.Comparison().Compare(new() { Dataset = measured.Dataset, Metric = "recip_rank" });

        // Means over 8 items: 1; (6 x 1 + 2 x 1/2) / 8 = 0.875; 1/4.
        Assert.Equal(
            [(measured.Systems[0], 1, 1.0), (measured.Systems[1], 2, 0.875), (measured.Systems[2], 3, 0.25)],
            comparison.Ranking.Select(static entry => (entry.SystemId, entry.Rank, entry.Value)));
        Assert.Equal(("mrr", 1, 8), (comparison.Metric, comparison.Version, comparison.Ranking[0].N));

        // Differences of the first two: 0 six times and 1/2 twice. Only the two signs matter: 2 of 4 patterns are as far
        // from 0, p = 0.5. All eight of the third are alike in sign: 2 of 2^8 patterns, p = 2 / 256 = 0.0078125.
        // Holm over (0.5, 2/256, 2/256): the smallest x 3, the next x 2 but no less, the last x 1.
        var p = comparison.Tests.ToDictionary(test => (Index(test.A), Index(test.B)), static test => (test.P!.Value, test.PAdjusted!.Value, test.Significant));
        Assert.Equal((0.5, 0.5, false), p[(0, 1)]);
        Assert.Equal((2 / 256.0, 6 / 256.0, true), p[(0, 2)]);
        Assert.Equal((2 / 256.0, 6 / 256.0, true), p[(1, 2)]);

        // Two significant pairs: the third is behind both, the first two may change places.
        Assert.Equal([(1, 2), (1, 2), (3, 3)], comparison.Ranking.Select(static entry => (entry.RankLow, entry.RankHigh)));

        int Index(string name) => comparison.Ranking.First(entry => entry.System == name).Rank - 1;
    }

    [Fact]
    public async Task Compare_SystemMeasuredTwice_TakesItsLatestResult()
    {
        await using var service = await ScriptedService.Start();
        var (system, dataset) = (await hub.Register(service), await hub.Import(4));
        service.Rank = static _ => 2;
        var former = await hub.Complete(await hub.Submit(system, dataset));
        service.Rank = static _ => 1;
        await hub.Complete(await hub.Submit(system, dataset));

        var latest = await hub.Grains.Comparison().Compare(new() { Dataset = dataset, Metric = "mrr", Systems = [system] });
        var named = await hub.Grains.Comparison().Compare(new() { Dataset = dataset, Metric = "mrr", Results = [former.Tasks[0].ResultId] });

        Assert.Equal(1, Assert.Single(latest.Ranking).Value);
        Assert.Equal(0.5, Assert.Single(named.Ranking).Value);
    }

    [Fact]
    public async Task Compare_WhatDoesNotExist_IsRefusedWithItsField()
    {
        var dataset = await hub.Import(2);
        var grain = hub.Grains.Comparison();

        await Refuses(Refusal.NotFound, "datasetId", new() { Dataset = new("ds_none"), Metric = "mrr" });
        await Refuses(Refusal.NotFound, "version", new() { Dataset = dataset, Metric = "mrr", Version = 2 });
        await Refuses(Refusal.NotFound, "results", new() { Dataset = dataset, Metric = "mrr", Results = [new("res_none")] });
        await Refuses(Refusal.Unprocessable, "systemIds", new() { Dataset = dataset, Metric = "mrr", Systems = [new("sys_none")] });
        await Refuses(Refusal.Unprocessable, "metric", new() { Dataset = dataset, Metric = "mrr" });
        await Refuses(Refusal.Invalid, "metric", new() { Dataset = dataset, Metric = "ndgc@10" });
        await Refuses(Refusal.Invalid, "alpha", new() { Dataset = dataset, Metric = "mrr", Alpha = 0 });
        await Refuses(Refusal.Invalid, "alpha", new() { Dataset = dataset, Metric = "mrr", Alpha = double.NaN });

        async Task Refuses(Refusal refusal, string field, CompareSystems query)
        {
            var refused = await Waiting.Refused(() => grain.Compare(query));
            Assert.Equal((refusal, field), (refused.Refusal, refused.Field));
        }
    }

    [Fact]
    public async Task Compare_ResultsOnOtherItems_IsRefused()
    {
        await using var service = await ScriptedService.Start();
        var (system, here, there) = (await hub.Register(service), await hub.Import(3), await hub.Import(4));
        var job = await hub.Complete(await hub.Submit(Hub.Command([system], here, there)));

        var refusal = await Waiting.Refused(() => hub.Grains.Comparison().Compare(
            new() { Dataset = here, Metric = "mrr", Results = [.. job.Tasks.Select(static task => task.ResultId)] }));

        Assert.Contains("only results on the same items can be paired", refusal.Message);
    }

    [Fact]
    public async Task Compare_AResultWithoutTheMetric_SaysWhatItHas()
    {
        var measured = await Measure(static _ => 1);

        var refusal = await Waiting.Refused(() => hub.Grains.Comparison().Compare(
            new() { Dataset = measured.Dataset, Metric = "ndcg@10", Results = [measured.Result] }));

        Assert.Contains("has no ndcg@10; it has mrr, success@1", refusal.Message);
    }

    private async Task<(DatasetId Dataset, SystemId[] Systems, ResultId Result)> Measure(params Func<int, int>[] ranks)
    {
        var dataset = await hub.Import(8);
        var services = await Task.WhenAll(ranks.Select(async rank =>
        {
            var service = await ScriptedService.Start();
            service.Rank = rank;
            return service;
        }));
        var systems = new List<SystemId>();
        foreach (var service in services)
        {
            systems.Add(await hub.Register(service));
        }

        var job = await hub.Complete(await hub.Submit(Hub.Command(systems, dataset)));
        foreach (var service in services)
        {
            await service.DisposeAsync();
        }

        return (dataset, [.. systems], job.Tasks[0].ResultId);
    }
}
