using BenchHub.Analytics;
using BenchHub.Systems;

namespace BenchHub.Grains.Tests.Analytics;

public sealed class HistoryGrainTests(Hub hub) : IClassFixture<Hub>
{
    private static readonly SystemSpec Spec = new()
    {
        Name = "steady",
        Kind = SystemKind.Llm,
        Url = "http://127.0.0.1:1",
        Model = new() { Name = "small", Temperature = 0, Instruction = "Be short." },
    };

    private readonly Past _past = new(hub) { Metric = "exact_match" };

    [Fact]
    public async Task Report_StepInTheMiddle_FindsItAndSaysWhatChanged()
    {
        var before = _past with { Spec = Spec };
        var after = _past with
        {
            Revision = 2,
            Spec = Spec with { Description = "no news", Model = Spec.Model! with { Name = "large", Temperature = 0.7, Instruction = "Think first." } },
        };
        foreach (var (value, day) in new[] { .60, .62, .61, .60, .61, .62 }.Select(static (value, i) => (value, i)))
        {
            await before.Store(day, value);
            await after.Store(day + 6, value + .2);
        }

        var report = await hub.Grains.History().Report(new() { System = _past.System });

        // The levels are the means of six values each: 0.61 and 0.81.
        var change = Assert.Single(report.ChangePoints);
        Assert.Equal((Past.Start.AddDays(6), 0.61, 0.81, true), (change.At, Math.Round(change.Before, 12), Math.Round(change.After, 12), change.IsBetter));
        Assert.True(change.P <= 0.01);
        Assert.Equal(
            [
                (SetupPart.SystemVersion, "revision", "1", "2"), (SetupPart.Prompt, "model.instruction", "Be short.", "Think first."),
                (SetupPart.Model, "model.name", "small", "large"), (SetupPart.Config, "model.temperature", "0", "0.7"),
            ],
            change.Changed.Select(static part => (part.What, part.Field, part.From!, part.To!)));
        Assert.Contains("the model ('small' to 'large')", change.Sentence, StringComparison.Ordinal);
        Assert.Equal((12, "improving"), (report.Evaluations, Assert.Single(report.Trends).Trend!.Direction));
        var performance = Assert.Single(report.Performance);
        Assert.Equal((.62 + .2, .62 + .2, 0.60, 12), (performance.Latest, performance.Best, performance.Worst, performance.Count));
        Assert.Equal(0.22, performance.Range, precision: 12);
        Assert.Equal(["small", "large"], report.Trends[0].Points.Select(static point => point.Model).Distinct());
    }

    [Fact]
    public async Task Report_LastStep_IsSeenByItsItems()
    {
        // Forty items: the last result fails on 15 that the one before solved, and on no other. t of the differences:
        // mean 15/40, p about 3e-5; one step of three has a difference to test, so Holm leaves it.
        double[] good = [.. Enumerable.Repeat(1.0, 40)], bad = [.. Enumerable.Range(0, 40).Select(static i => i < 15 ? 0.0 : 1)];
        await _past.Store(0, good);
        await _past.Store(1, good);
        await (_past with { Version = 1, Revision = 2 }).Store(2, bad);

        var report = await hub.Grains.History().Report(new() { System = _past.System });

        var change = Assert.Single(report.ChangePoints);
        Assert.Equal((Past.Start.AddDays(2), 1.0, 0.625, false), (change.At, change.Before, change.After, change.IsBetter));
        Assert.True(change.P < 1e-4);
        Assert.Contains("Paired t-test of the items", change.Method, StringComparison.Ordinal);
        Assert.Equal(SetupPart.SystemVersion, Assert.Single(change.Changed).What);
        Assert.Contains("the system (revision 1 to 2)", change.Sentence, StringComparison.Ordinal);
    }

    // 5 of 40 items differ in each step: t = 0.125 √40 / 0.335 = 2.36, p 0.023. Three such steps: Holm makes it 0.07.
    [Fact]
    public async Task Report_StepsThatChanceExplainsTogether_AreNoChanges()
    {
        double[] good = [.. Enumerable.Repeat(1.0, 40)], bad = [.. Enumerable.Range(0, 40).Select(static i => i < 5 ? 0.0 : 1)];
        foreach (var (scores, day) in new[] { good, bad, good, bad }.Select(static (scores, i) => (scores, i)))
        {
            await _past.Store(day, scores);
        }

        var all = await hub.Grains.History().Report(new() { System = _past.System });
        var last = await hub.Grains.History().Report(new() { System = _past.System, From = Past.Start.AddDays(2) });

        Assert.Empty(all.ChangePoints);
        Assert.InRange(Assert.Single(last.ChangePoints).P, 0.02, 0.03);
    }

    // r² of the rising values is 0.155² / (17.5 x 0.00175) = 0.7845: t = 3.816 with 4 degrees of freedom, p 0.019; of the others p is 1.
    [Fact]
    public async Task Report_OneTrendOfMany_IsAdjustedForAll()
    {
        for (var dataset = 0; dataset < 5; dataset++)
        {
            var past = dataset == 0 ? _past : _past with { Dataset = new($"ds_{Guid.NewGuid():N}"), DatasetName = $"questions {dataset}" };
            foreach (var (value, day) in (dataset == 0 ? new[] { .50, .52, .51, .54, .53, .55 } : [.50, .60, .55, .55, .60, .50]).Select(static (value, i) => (value, i)))
            {
                await past.Store(day, value);
            }
        }

        var all = await hub.Grains.History().Report(new() { System = _past.System });
        var one = await hub.Grains.History().Report(new() { System = _past.System, Dataset = _past.Dataset });

        var (among, alone) = (all.Trends.Single(trend => trend.DatasetId == _past.Dataset).Trend!, Assert.Single(one.Trends).Trend!);
        Assert.Equal(("flat", "improving"), (among.Direction, alone.Direction));
        Assert.InRange(alone.P, 0.01, 0.03);
        Assert.Equal((alone.P * 5, alone.P), (among.PAdjusted, alone.PAdjusted));
    }

    [Fact]
    public async Task Report_OtherItems_IsADatasetVersionAndASaidPrompt()
    {
        const string Task = "name: t\nkind: open_qa\nprompt: question\nreferences: answer\nmetrics: [exact_match]\n";
        var old = await _past.Over(Task, """{"question":"a","answer":"b"}""");
        var renewed = await old.Over(Task.Replace("prompt: question", "prompt: 'Answer briefly: {{question}}'", StringComparison.Ordinal), """{"question":"c","answer":"d"}""");
        foreach (var (value, day) in new[] { .5, .52, .51, .52 }.Select(static (value, i) => (value, i)))
        {
            await old.Store(day, value);
            await renewed.Store(day + 4, value - .3);
        }

        var report = await hub.Grains.History().Report(new() { System = _past.System });

        Assert.Equal(
            [(SetupPart.DatasetVersion, "1", "2"), (SetupPart.Prompt, "that of version 1", "that of version 2")],
            Assert.Single(report.ChangePoints).Changed.Select(static part => (part.What, part.From!, part.To!)));
        Assert.Contains(report.Notes, static note => note.StartsWith("The results are of several versions", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Report_NothingInRange_IsEmptyAndSaysSo()
    {
        await _past.Store(0, 1);

        var report = await hub.Grains.History().Report(new() { System = _past.System, From = Past.Start.AddDays(1) });
        var trend = await hub.Grains.History().Trend(new() { System = _past.System, To = Past.Start, Metric = "exact_match" });

        Assert.Equal((0, 0, 0), (report.Evaluations, report.Trends.Length, report.ChangePoints.Length));
        Assert.Contains("No result of this system", Assert.Single(report.Notes), StringComparison.Ordinal);
        Assert.Equal("There is no result in this range.", report.Summary.Sentence);
        Assert.Empty(trend.Series.Points);
        Assert.Contains("No result was finished", Assert.Single(trend.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_OneResult_HasNoTrendAndNoSpread()
    {
        await _past.Store(0, 1, 0);

        var report = await hub.Grains.History().Report(new() { System = _past.System });

        Assert.Null(Assert.Single(report.Trends).Trend);
        Assert.Equal((0.5, double.NaN, 1), (report.Performance[0].Mean, report.Performance[0].StandardDeviation, report.Performance[0].Count));
        Assert.Contains("A trend needs three results at least; 1 of 1 series have fewer.", report.Notes);
    }

    [Fact]
    public async Task Report_EqualValues_IsFlatWithSlopeZero()
    {
        for (var day = 0; day < 8; day++)
        {
            await _past.Store(day, 1, 0, 0);
        }

        var report = await hub.Grains.History().Report(new() { System = _past.System });

        var trend = Assert.Single(report.Trends).Trend!;
        Assert.Equal(("flat", 0, 1, 0), (trend.Direction, trend.SlopePerDay, trend.P, trend.RobustPerDay));
        Assert.Equal(double.NaN, trend.RankP);
        Assert.Empty(report.ChangePoints);
    }

    [Fact]
    public async Task Report_DatasetGoneAndOddNames_StillWorks()
    {
        var odd = _past with { Name = "<script>alert(1)</script> \u202Eابجد 🎉", DatasetName = "=cmd()" };
        await odd.Store(0, 1);

        var report = await hub.Grains.History().Report(new() { System = _past.System, Dataset = _past.Dataset });

        Assert.Equal((odd.Name, "=cmd()"), (report.System, report.Trends[0].Dataset));
        Assert.Contains("The dataset '=cmd()' was deleted since; its results stay.", report.Notes);
    }

    [Fact]
    public async Task Trend_ResultsThatCannotBeSetBesideTheOthers_AreShownAndNotCounted()
    {
        await (_past with { Signed = static signature => signature.With("tool", "another") }).Store(0, 0.1);
        await _past.Store(1, 0.5);
        await (_past with { Ended = "the budget is spent" }).Store(2, 0.9);
        await _past.Store(3, 0.5);

        var trend = await hub.Grains.History().Trend(new() { System = _past.System, Metric = "exact_match" });

        Assert.Equal([false, true, false, true], trend.Series.Points.Select(static point => point.IsCounted));
        Assert.Contains(trend.Notes, static note => note.Contains("they were computed in another way than the newest", StringComparison.Ordinal));
        Assert.Contains(trend.Notes, static note => note.Contains("they ended before all items were asked", StringComparison.Ordinal));
        Assert.Null(trend.Series.Trend);
    }

    // The values and days of SeriesTrendTests: scipy.stats.linregress says 0.008289844189975595 and p 0.0013345624.
    [Fact]
    public async Task Trend_RisingValues_IsImproving()
    {
        foreach (var (day, value) in new double[] { 0, 1, 2.5, 3, 7, 8, 10, 14 }.Zip([.61, .63, .6, .66, .68, .67, .71, .72]))
        {
            await _past.Store(day, value);
        }

        var trend = await hub.Grains.History().Trend(new() { System = _past.System });

        Assert.Equal(("exact_match", "improving", 8), (trend.Series.Metric, trend.Series.Trend!.Direction, trend.Series.Trend.N));
        Assert.Equal(0.008289844189975595, trend.Series.Trend.SlopePerDay, precision: 13);
        Assert.Equal(0.0013345624388559777, trend.Series.Trend.P, precision: 13);
        Assert.Equal(Past.Start, trend.Series.Points[0].At);
    }

    [Fact]
    public async Task Trend_LowerIsBetter_CallsARiseADecline()
    {
        var ter = _past with { Metric = "ter" };
        foreach (var (day, value) in new double[] { 0, 1, 2, 3, 4 }.Zip([50, 52, 54.1, 56, 58.2]))
        {
            await ter.Store(day, value);
        }

        var trend = await hub.Grains.History().Trend(new() { System = _past.System });

        Assert.Equal((false, "declining"), (trend.Series.HigherIsBetter, trend.Series.Trend!.Direction));
    }

    [Fact]
    public async Task Trend_NoSuchMetric_IsRefusedWithTheNearest()
    {
        await _past.Store(0, 1);

        var mistyped = await Waiting.Refused(() => hub.Grains.History().Trend(new() { System = _past.System, Metric = "exact_mtch" }));
        var other = await Waiting.Refused(() => hub.Grains.History().Trend(new() { System = _past.System, Metric = "ndcg@10" }));

        Assert.Equal((Refusal.Invalid, "metric"), (mistyped.Refusal, mistyped.Field));
        Assert.Contains("did you mean exact_match", mistyped.Message, StringComparison.Ordinal);
        Assert.Contains("have no ndcg@10; they have exact_match", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CompareModels_TwoSystems_FollowsBothAndTestsTheLatest()
    {
        var one = await _past.OverQueries([.. Enumerable.Range(0, 12).Select(static i => $"q{i}")]);
        var two = one with { System = new("sys_other"), Name = "other" };
        double[] all = [.. Enumerable.Repeat(1.0, 12)], none = new double[12];
        await one.Store(0, none);
        await one.Store(1, all);
        await two.Store(2, none);

        var report = await hub.Grains.History().CompareModels(new() { Dataset = one.Dataset });

        Assert.Equal([("other", 1), ("steady", 2)], report.Series.Select(static series => (series.System, series.Points.Length)).Order());

        // Twelve differences of one sign: 2 of 2^12 patterns.
        var pair = Assert.Single(report.Verdict!.Tests);
        Assert.Equal((true, 2 / 4096.0), (pair.Significant, pair.P!.Value));
        Assert.Equal("steady", report.Verdict.Ranking[0].System);
    }

    [Fact]
    public async Task CompareModels_NothingInCommon_SaysSo()
    {
        var one = await _past.OverQueries("a", "b");
        var two = await (one with { System = new("sys_other"), Name = "other" }).OverQueries("c");
        await one.Store(0, 1, 1);
        await two.Store(1, 0);

        var apart = await hub.Grains.History().CompareModels(new() { Dataset = one.Dataset });
        var alone = await hub.Grains.History().CompareModels(new() { Dataset = one.Dataset, Systems = [one.System, new("sys_none")] });

        Assert.Null(apart.Verdict);
        Assert.Contains(apart.Notes, static note => note.Contains("no results on the same items", StringComparison.Ordinal));
        Assert.Contains("There are results of fewer than two systems, so there is nothing to compare.", alone.Notes);
        Assert.Contains("No result with exact_match in this range for sys_none.", alone.Notes);
    }
}
