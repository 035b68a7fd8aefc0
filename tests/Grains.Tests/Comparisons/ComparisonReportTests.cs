using BenchHub.Datasets;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Statistics;
using BenchHub.Grains.Comparisons;

namespace BenchHub.Grains.Tests.Comparisons;

public sealed class ComparisonReportTests
{
    private static readonly DateTimeOffset Now = ManualTime.Noon;
    private static readonly Metric Mrr = MetricCatalog.Resolve("mrr");
    private static readonly DatasetSnapshot Dataset = new(
        new("ds_1"), "cranfield", "", DatasetStatus.Active, [new(1, "beir", "sha256:1", 4, 4, 4, Now)], Now, Now);

    [Fact]
    public void Of_TwoSystems_RanksThemAndTestsTheirDifference()
    {
        var report = ComparisonReport.Of(Dataset, 1, Mrr, ComparisonSettings.Default, [Candidate("worse", [0, 0.5, 0, 0.5]), Candidate("better", [1, 1, 0.5, 0.5])], Now);

        // Means 0.25 and 0.75. Differences worse - better: -1, -0.5, -0.5, 0. Of the 2^4 = 16 sign patterns the mean is
        // as far from 0 only with the three equal in sign: 2 x 2 patterns (the zero's sign is free), p = 4 / 16.
        Assert.Equal([("better", 1, 0.75), ("worse", 2, 0.25)], report.Ranking.Select(static entry => (entry.System, entry.Rank, entry.Value)));
        var test = Assert.Single(report.Tests);
        Assert.Equal(("worse", "better", -0.5, 0.25, 0.25), (test.A, test.B, test.Difference, test.P!.Value, test.PAdjusted!.Value));
        Assert.Equal((0, 1, 3, 4, false), (test.Wins, test.Ties, test.Losses, test.N, test.Significant));

        // Nothing is significant, so each may be first or second.
        Assert.All(report.Ranking, static entry => Assert.Equal((1, 2), (entry.RankLow, entry.RankHigh)));
        Assert.Equal((Dataset.Id, "cranfield", 1, "mrr", Now), (report.Dataset, report.DatasetName, report.Version, report.Metric, report.ComparedAt));
        Assert.Empty(report.Notes);
    }

    [Fact]
    public void Of_ALooserAlpha_IsSignificantAndNarrowsTheRanks()
    {
        var report = ComparisonReport.Of(Dataset, 1, Mrr, ComparisonSettings.Default with { Alpha = 0.25 }, [Candidate("worse", [0, 0.5, 0, 0.5]), Candidate("better", [1, 1, 0.5, 0.5])], Now);

        Assert.True(Assert.Single(report.Tests).Significant);
        Assert.Equal([("better", 1, 1), ("worse", 2, 2)], report.Ranking.Select(static entry => (entry.System, entry.RankLow, entry.RankHigh)));
    }

    [Fact]
    public void Of_OtherTestsAndCorrection_AreAdjustedAsOneFamilyAndTheFirstDecides()
    {
        var settings = ComparisonSettings.Default with { Tests = ["sign", "randomization"], Correction = "bonferroni", Alpha = 0.6 };
        var report = ComparisonReport.Of(Dataset, 1, Mrr, settings, [Candidate("worse", [0, 0.5, 0, 0.5]), Candidate("better", [1, 1, 0.5, 0.5])], Now);

        // Three items differ, all in one direction: the sign test has p = 2 / 2^3, and two tests double each p.
        var test = Assert.Single(report.Tests);
        Assert.Equal([("sign", 0.25, 0.5), ("randomization", 0.25, 0.5)], test.Outcomes.Select(static outcome => (outcome.Test, Math.Round(outcome.P!.Value, 12), Math.Round(outcome.PAdjusted!.Value, 12))));
        Assert.Equal((test.Outcomes[0].P, test.Outcomes[0].PAdjusted, true), (test.P, test.PAdjusted, test.Significant));
        Assert.StartsWith("Sign test", report.Method, StringComparison.Ordinal);
        Assert.Contains("every test of every pair by bonferroni", report.Method, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_TwoResultsOfOneSystem_TellsThemApartById()
    {
        var report = ComparisonReport.Of(
            Dataset, 1, Mrr, ComparisonSettings.Default, [Candidate("bm25", [1, 1], "res_1"), Candidate("bm25", [0, 0], "res_2"), Candidate("tfidf", [0, 1], "res_3")], Now);

        Assert.Equal(["bm25 (res_1)", "tfidf", "bm25 (res_2)"], report.Ranking.Select(static entry => entry.System));
        Assert.Equal(["res_1", "res_3", "res_2"], report.Ranking.Select(static entry => entry.ResultId.Value));
    }

    [Fact]
    public void Of_FailedAndUndefinedItems_SaysSo()
    {
        var report = ComparisonReport.Of(
            Dataset, 1, Mrr, ComparisonSettings.Default, [Candidate("flaky", [0, 1, double.NaN, 1], errors: 1), Candidate("sound", [1, 1, 1, 1])], Now);

        Assert.Equal(
            [
                "'flaky' failed on 1 of 4 items; they count with the metric's default.",
                "'flaky' and 'sound' are compared without 1 items on which one of them is undefined.",
            ],
            report.Notes);
        Assert.Equal((3, 1), (report.Ranking[1].N, report.Ranking[1].Errors));
    }

    [Fact]
    public void Of_AResultThatWasStoppedEarly_LeavesOutItsTestsAndIntervalsAndSaysWhy()
    {
        var report = ComparisonReport.Of(
            Dataset, 1, Mrr, ComparisonSettings.Default with { Alpha = 0.3 },
            [Stopped("stopped", [1, 1, 1, double.NaN], hasStopped: true), Stopped("asked", [0, 0, 0, 0], hasStopped: false), Candidate("other", [1, 1, 1, 1])], Now);

        // Of 2^4 sign patterns two are as far out: p = 1/8 for the pair that is left, and a family of one needs no correction.
        Assert.Equal(
            [("stopped", "asked", null, null, false), ("stopped", "other", null, null, false), ("asked", "other", 0.125, 0.125, true)],
            report.Tests.Select(static test => (test.A, test.B, test.P, test.PAdjusted, test.Significant)));
        Assert.Equal((1.0, null, null, null), (report.Tests[0].Difference, report.Tests[0].CiLow, report.Tests[0].PTTest, report.Ranking.Single(static entry => entry.System == "stopped").CiLow));
        Assert.Contains("'stopped' was stopped early, once mrr was decided", report.Notes[0], StringComparison.Ordinal);
        Assert.Contains("Job job_1 has the intervals that hold", report.Notes[0], StringComparison.Ordinal);
        Assert.Contains("'asked' could have been stopped early by mrr and was not", report.Notes[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_OneSystem_IsFirstWithoutTests()
    {
        var report = ComparisonReport.Of(Dataset, 1, Mrr, ComparisonSettings.Default, [Candidate("alone", [0.5, 1])], Now);

        Assert.Equal((1, 1, 1, 0.75), (report.Ranking[0].Rank, report.Ranking[0].RankLow, report.Ranking[0].RankHigh, report.Ranking[0].Value));
        Assert.Empty(report.Tests);
    }

    [Fact]
    public void Of_NothingDefined_HasNoIntervalsAndNoP()
    {
        var report = ComparisonReport.Of(Dataset, 1, Mrr, ComparisonSettings.Default, [Candidate("a", [double.NaN]), Candidate("b", [double.NaN])], Now);

        Assert.Equal((null, null, null), (report.Ranking[0].CiLow, report.Tests[0].P, report.Tests[0].EffectSize));
    }

    private static ComparisonCandidate Stopped(string system, double[] scores, bool hasStopped) =>
        Candidate(system, scores) with { Stopping = new(new() { Metric = "mrr" }, 1, "order", 3, []) { HasStopped = hasStopped } };

    private static ComparisonCandidate Candidate(string system, double[] scores, string result = "res", int errors = 0) => new(
        new(result, "job_1", 0, $"sys_{system}", system, 1, "ds_1", "cranfield", 1, "sha256:1", scores.Length, errors, Now, Now, "{}"),
        new(result, "mrr", 0, 0, 0, scores.Length, errors, 0, Signature.Of(Mrr).ToString()),
        scores);
}
