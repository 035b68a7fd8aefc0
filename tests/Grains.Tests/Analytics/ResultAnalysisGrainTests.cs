using BenchHub.Analytics;
using BenchHub.Jobs;

namespace BenchHub.Grains.Tests.Analytics;

public sealed class ResultAnalysisGrainTests(Hub hub) : IClassFixture<Hub>
{
    private const string Qa = "name: t\nkind: open_qa\nprompt: 'Answer the question: {{question}}'\nreferences: answer\nmetrics: [exact_match]\n";

    private readonly Past _past = new(hub) { Metric = "exact_match" };

    private IResultAnalysisGrain Grain => hub.Grains.ResultAnalysis();

    [Fact]
    public async Task Slices_ByAField_PartsTheItems()
    {
        var (past, result) = await Stored();

        var report = await Grain.Slices(new(result, null, "level", null));

        // Six of easy are right, none of the six hard ones: 2 of C(12, 6) = 924 tables are as odd; Holm over two slices.
        Assert.Equal([("easy", 6, 1.0, 1.0), ("hard", 6, 0.0, -1.0)], report.Slices.Select(static slice => (slice.Value, slice.N, slice.Mean, slice.Difference)));
        Assert.Equal(2 / 924.0, report.Slices[0].P, precision: 12);
        Assert.Equal(4 / 924.0, report.Slices[0].PAdjusted, precision: 12);
        Assert.Equal("exact_match", report.Metric);
        Assert.NotNull(past);
    }

    [Theory]
    [InlineData("tag", "math|history", "tags")]
    [InlineData("language", "Hangul|Latin", "script")]
    [InlineData("difficulty", "easy|hard", "'level'")]
    [InlineData("meta.year", "2024|2025", null)]
    public async Task Slices_ByAnything_SaysByWhatRule(string by, string values, string? note)
    {
        var (_, result) = await Stored();

        var report = await Grain.Slices(new(result, null, by, null));

        Assert.Equal(values.Split('|').Order(), report.Slices.Select(static slice => slice.Value).Order(StringComparer.Ordinal));
        Assert.True(note is null ? report.Notes.IsEmpty : report.Notes.Any(told => told.Contains(note, StringComparison.Ordinal)), string.Join('|', report.Notes));
    }

    [Fact]
    public async Task Slices_ByLength_CountsTheQuestionAlone()
    {
        var past = await _past.OverQueries("ab", "abcd", "ab", "日本語🎉");
        var report = await Grain.Slices(new(new(await past.Store(0, 1, 0, 1, 0)), null, "length", null));

        Assert.Equal([("2", 2, 1.0), ("4", 2, 0.0)], report.Slices.Select(static slice => (slice.Value, slice.N, slice.Mean)));
    }

    [Fact]
    public async Task Slices_ByDifficultyWithoutAField_AsksTheOtherSystems()
    {
        var past = await _past.OverQueries("a", "b", "c", "d");
        var mine = await past.Store(0, 1, 1, 1, 0);
        var alone = await Waiting.Refused(() => Grain.Slices(new(new(mine), null, "difficulty", null)));
        await (past with { System = new("sys_other"), Name = "other" }).Store(1, 0, 1, 0.5, 0);

        var report = await Grain.Slices(new(new(mine), null, "difficulty", null));

        Assert.Contains("no other system has a result", alone.Message, StringComparison.Ordinal);
        Assert.Equal([("hard", 2, 0.5), ("easy", 1, 1.0), ("medium", 1, 1.0)], report.Slices.Select(static slice => (slice.Value, slice.N, slice.Mean)));
        Assert.Contains("1 other systems' latest results", report.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slices_AgainstAnotherResult_PairsTheItems()
    {
        var past = await _past.OverQueries("aa", "bb", "cccc", "dddd");
        var (a, b) = (await past.Store(0, 1, .5, 1, 0), await past.Store(1, 0, 0, 1, 0));

        var report = await Grain.Slices(new(new(a), null, "length", new(b)));

        // Differences of the short ones 1 and 1/2; of the long ones none.
        Assert.Equal([("2", 0.75), ("4", 0.0)], report.Slices.Select(static slice => (slice.Value, slice.Difference)));
    }

    [Fact]
    public async Task Slices_WhatCannotBe_IsRefusedWithItsField()
    {
        var (_, result) = await Stored();
        var queries = new ResultId(await (await new Past(hub).OverQueries("a", "b")).Store(0, 1, 0));
        var gone = new ResultId(await new Past(hub).Store(0, 1, 0));

        await Refuses(Refusal.NotFound, "id", new("res_none"), "tag", "does not exist");
        await Refuses(Refusal.Unprocessable, "by", result, "colour", "there are question, answer, level, tags, meta");
        await Refuses(Refusal.Unprocessable, "by", queries, "tag", "length, language or difficulty");
        await Refuses(Refusal.Unprocessable, "id", gone, "length", "no longer stored");
        var other = await Waiting.Refused(() => Grain.Slices(new(result, null, "level", queries)));
        Assert.Equal(("metric", Refusal.Unprocessable), (other.Field, other.Refusal));

        async Task Refuses(Refusal refusal, string field, ResultId id, string by, string words)
        {
            var refused = await Waiting.Refused(() => Grain.Slices(new(id, null, by, null)));
            Assert.Equal((refusal, field), (refused.Refusal, refused.Field));
            Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Failures_APhrase_IsFoundWithExamples()
    {
        var past = await _past.OverQueries([.. Enumerable.Range(0, 80).Select(static i => i % 4 == 0 ? $"how many {i} apples" : $"who wrote {i} books")]);
        var result = new ResultId(await past.Store(0, [.. Enumerable.Range(0, 80).Select(static i => i % 4 == 0 ? 0.2 : 0.9)]));

        var report = await Grain.Failures(new(result, null, null));
        var strict = await Grain.Failures(new(result, null, 0.95));

        Assert.Equal((20, 80, 0.5), (report.Failed, report.Items, report.Threshold));
        var pattern = report.Patterns[0];
        Assert.Equal(("how many", 20, 20, 4.0), (pattern.Label, pattern.Failed, pattern.Of, pattern.Lift));
        Assert.Equal((0, "q0", "how many 0 apples"), (pattern.Examples[0].Index, pattern.Examples[0].ItemId, pattern.Examples[0].Input));
        Assert.Equal(80, strict.Failed);
        Assert.Contains(strict.Notes, static note => note.StartsWith("Every item failed", StringComparison.Ordinal));
    }

    // The translation edit rate has no greatest value: what is worse than the median, 40, failed, and that is what is greater.
    [Fact]
    public async Task Failures_WhereLowerIsBetter_AreTheHighScores()
    {
        var past = await (_past with { Metric = "ter" }).OverQueries([.. Enumerable.Range(0, 20).Select(static i => $"query {i}")]);
        var result = new ResultId(await past.Store(0, [.. Enumerable.Range(0, 20).Select(static i => i < 5 ? 90.0 : 40)]));

        var report = await Grain.Failures(new(result, null, null));

        Assert.Equal((5, 20, 40.0), (report.Failed, report.Items, report.Threshold));
    }

    [Fact]
    public async Task Distribution_Scores_AreCounted()
    {
        var result = new ResultId(await _past.Store(0, 0, 0.5, 1, 1, double.NaN));

        var report = await Grain.Distribution(result, "exact_match", 2);

        Assert.Equal([(0.0, 0.5, 1), (0.5, 1.0, 3)], report.Bins.Select(static bin => (bin.From, bin.To, bin.Count)));
        Assert.Equal((4, 1), (report.N, report.Undefined));
        Assert.Equal("bins", (await Waiting.Refused(() => Grain.Distribution(result, null, 0))).Field);
    }

    [Fact]
    public async Task AbTest_AClearWinner_IsNamed()
    {
        var past = await _past.OverQueries([.. Enumerable.Range(0, 400).Select(static i => $"q{i}")]);
        var (a, b) = (await past.Store(0, [.. Enumerable.Range(0, 400).Select(static i => i % 4 == 0 ? 0.0 : 1)]), await past.Store(1, [.. Enumerable.Range(0, 400).Select(static i => i % 4 == 1 ? 1.0 : 0)]));

        var report = await Grain.AbTest(new(new(a), new(b), null, 0.05, 0, null));

        Assert.Equal(("difference", a), (report.Outcome, report.Winner));
        Assert.InRange(report.DecidedAt!.Value, 10, 200);
        Assert.Contains("seed 42", report.Method, StringComparison.Ordinal);
        Assert.Equal(report.Sentence, (await Grain.AbTest(new(new(a), new(b), null, 0.05, 0, null))).Sentence);
    }

    [Fact]
    public async Task AbTest_WhatCannotBeCompared_IsRefused()
    {
        var one = await _past.OverQueries("a");
        var (a, b) = (new ResultId(await one.Store(0, 1)), new ResultId(await (await new Past(hub) { Metric = "exact_match" }.OverQueries("b")).Store(0, 1)));

        Assert.Equal("b", (await Waiting.Refused(() => Grain.AbTest(new(a, b, null, 0.05, 0, null)))).Field);
        Assert.Equal("b", (await Waiting.Refused(() => Grain.AbTest(new(a, new("res_none"), null, 0.05, 0, null)))).Field);
        Assert.Equal("alpha", (await Waiting.Refused(() => Grain.AbTest(new(a, a, null, 1, 0, null)))).Field);
        Assert.Equal("margin", (await Waiting.Refused(() => Grain.AbTest(new(a, a, null, 0.1, -1, null)))).Field);
    }

    [Fact]
    public async Task Predict_HalfARun_ForeseesTheRest()
    {
        await using var service = await ScriptedService.Start();
        service.Rank = static number => number % 2 == 0 ? 1 : 2;
        service.HoldAfter(60);
        var id = await hub.Submit(await hub.Register(service), await hub.Import(100), concurrency: 4);
        await hub.Until(id, static job => job.Tasks[0].Done >= 60, "past 60 items");

        var running = await Grain.Predict(id);
        service.Release();
        await hub.Complete(id);
        var done = await Grain.Predict(id);

        // success@1 is 1 for half of the items.
        var success = running.Tasks.Single(static one => one.Metric == "success@1");
        Assert.Equal((60, 100), (success.Seen, success.Of));
        Assert.True(success.Low <= 0.5 && success.High >= 0.5 && success.High - success.Low < 0.3);
        Assert.True(success.AnytimeLow <= success.Low + 0.01 && success.AnytimeHigh >= success.High - 0.01);
        Assert.Contains("Hypergeometric", success.Method, StringComparison.Ordinal);
        Assert.Contains("in the dataset's order", Assert.Single(running.Notes), StringComparison.Ordinal);
        Assert.Equal((100, 0.5, 0.5), Told(done.Tasks.Single(static one => one.Metric == "success@1")));
        Assert.Empty(done.Notes);
        Assert.Equal(Refusal.NotFound, (await Waiting.Refused(() => Grain.Predict(new("job_none")))).Refusal);

        static (int, double, double) Told(ScorePrediction one) => (one.Seen, one.Low, one.High);
    }

    [Fact]
    public async Task Predict_NothingYet_IsTheWholeRange()
    {
        await using var service = await ScriptedService.Start();
        service.HoldAfter(0);
        var id = await hub.Submit(await hub.Register(service), await hub.Import(5));
        await service.HasReceived(1);

        var prediction = await Grain.Predict(id);
        service.Release();
        await hub.Complete(id);

        Assert.All(prediction.Tasks, static one => Assert.Equal((0, 5, double.NaN, 0.0, 1.0), (one.Seen, one.Of, one.Mean, one.Low, one.High)));
    }

    private async Task<(Past Past, ResultId Result)> Stored()
    {
        var past = await _past.Over(Qa, [.. Enumerable.Range(0, 12).Select(static i =>
            $$"""{"question":"{{(i % 2 == 0 ? "what is it" : "무엇입니까")}} {{i}}","answer":"a","level":"{{(i < 6 ? "easy" : "hard")}}","tags":["{{(i % 3 == 0 ? "math" : "history")}}"],"meta":{"year":{{2024 + (i % 2)}} } }""")]);
        return (past, new(await past.Store(0, [.. Enumerable.Range(0, 12).Select(static i => i < 6 ? 1.0 : 0)])));
    }
}
