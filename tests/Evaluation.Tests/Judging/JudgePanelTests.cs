using BenchHub.Evaluation.Judging;
using BenchHub.Evaluation.Metrics.Ratings;
using static BenchHub.Evaluation.Tests.Judging.JudgeScript;

namespace BenchHub.Evaluation.Tests.Judging;

public sealed class JudgePanelTests
{
    private const double None = double.NaN;

    // a and b differ on item 2 of 3 only, 2/3 agree; chance: a has 2 of 3 ones, b 1 of 3: 2/9 + 2/9; kappa (2/3 - 4/9) / (5/9) = 2/5.
    [Fact]
    public void Of_Categories_TakesTheMajority()
    {
        var panel = JudgePanel.Of([("a", [1, 1, 0, 1]), ("b", [1, 0, 0, None]), ("c", [1, None, 1, None])], MeasurementLevel.Nominal);

        Assert.Equal([1, None, 0, 1], panel.Values);
        Assert.Equal(0.4, panel.Pairs[0].Kappa!.Value, 1e-12);
        Assert.Equal([("a", "b", 3), ("a", "c", 2), ("b", "c", 2)], panel.Pairs.Select(static pair => (pair.A, pair.B, pair.N)));
        Assert.Equal(
            KrippendorffAlpha.Of([new([1, 1, 1]), new([1, 0, None]), new([0, 0, 1]), new([1, None, None])], MeasurementLevel.Nominal), panel.Alpha);
    }

    // Quadratic kappa: observed mean of squares 1/3, expected (0 + 1 + 4 + 0 + 1 + 4 + 4 + 1 + 0) / 9 with rows 1, 2, 3 and columns 1, 1, 3
    // (as categories 0, 1, 2 and 0, 0, 2): 15/9; 1 - (1/3) / (15/9) = 0.8.
    [Fact]
    public void Of_Scores_TakesTheMean()
    {
        var panel = JudgePanel.Of([("a", [1, 2, 3]), ("b", [1, 1, 3])], MeasurementLevel.Ordinal);

        Assert.Equal([1, 1.5, 3], panel.Values);
        Assert.Equal(0.8, panel.Pairs[0].Kappa!.Value, 1e-12);
        Assert.Null(JudgePanel.Of([("a", [0.1, 0.2]), ("b", [0.1, 0.3])], MeasurementLevel.Interval).Pairs[0].Kappa);
    }

    [Fact]
    public void Of_OneJudgeOrUnlikeItems_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => JudgePanel.Of([("a", [1])], MeasurementLevel.Nominal));
        Assert.Throws<ArgumentException>(() => JudgePanel.Of([("a", [1]), ("b", [1, 2])], MeasurementLevel.Nominal));
    }

    [Fact]
    public void Combine_Verdicts_AreOneByThePanelsName()
    {
        var (yes, no) = (BuiltInJudges.Find("binary")!.Judge(Item, YesOrNo(true)), BuiltInJudges.Find("binary")!.Judge(Item, "?", YesOrNo(false)));

        var both = JudgePanel.Combine("jury", [yes, yes, no], MeasurementLevel.Nominal);
        var split = JudgePanel.Combine("jury", [yes, no], MeasurementLevel.Nominal);

        Assert.Equal(("judge:jury", 1, 1), (both.Metric, both.Value, both.Malformed.Count));
        Assert.StartsWith("binary: because\n", both.Reason, StringComparison.Ordinal);
        Assert.True(split.IsUndefined);
        Assert.Equal("The judges are split.", split.Reason);
    }
}
