using BenchHub.Evaluation.Metrics;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Storage.Jobs;

namespace BenchHub.Grains.Tests.Jobs.Running;

public sealed class ResultTallyTests
{
    private static readonly MetricSet Metrics = MetricSet.Parse(["mrr", "success@1"]);

    [Fact]
    public void Columns_AllAnswered_AveragesEachMetric()
    {
        var tally = new ResultTally(4, Metrics);
        tally.Add(Answered(2, 0.5, 0));
        tally.Add(Answered(0, 1, 1));
        tally.Add(Answered(3, 0.25, 0));
        tally.Add(Answered(1, 0, 0));

        var columns = tally.Columns(isPartial: false);

        // (1 + 0 + 0.5 + 0.25) / 4 = 0.4375 and (1 + 0 + 0 + 0) / 4 = 0.25, whatever the order of arrival.
        Assert.Equal([("mrr", 0.4375), ("success@1", 0.25)], columns.Select(static column => (column.Metric, column.Value!.Value)));
        Assert.Equal([1, 0, 0.5, 0.25], columns[0].Scores);
        Assert.Equal((4, 0, 0), (columns[0].N, columns[0].Errors, columns[0].Undefined));
        Assert.InRange(columns[0].CiLow!.Value, 0, 0.4375);
        Assert.InRange(columns[0].CiHigh!.Value, 0.4375, 1);
    }

    [Fact]
    public void Columns_AFailedItem_CountsWithTheDefault()
    {
        var tally = new ResultTally(2, Metrics);
        tally.Add(Answered(0, 1, 1));
        tally.Add(new(1, "q1", [], [0, 0], "The service answered 500.", 5, 3));

        var mrr = tally.Columns(isPartial: false)[0];

        // (1 + 0) / 2: the failed item stays in the denominator.
        Assert.Equal((0.5, 2, 1, 1), (mrr.Value, mrr.N, mrr.Errors, tally.Errors));
    }

    [Fact]
    public void Columns_AnUndefinedItem_IsLeftOutAndCounted()
    {
        var tally = new ResultTally(2, Metrics);
        tally.Add(Answered(0, 1, 1));
        tally.Add(Answered(1, double.NaN, double.NaN));

        var mrr = tally.Columns(isPartial: false)[0];

        Assert.Equal((1.0, 1, 1), (mrr.Value, mrr.N, mrr.Undefined));
    }

    [Fact]
    public void Columns_NothingDefined_HasNoValue()
    {
        var tally = new ResultTally(1, Metrics);
        tally.Add(Answered(0, double.NaN, double.NaN));

        var mrr = tally.Columns(isPartial: false)[0];

        Assert.Equal((null, null, null), (mrr.Value, mrr.CiLow, mrr.CiHigh));
    }

    [Fact]
    public void Columns_AnItemIsMissing_RecordsNothing()
    {
        var tally = new ResultTally(2, Metrics);
        tally.Add(Answered(0, 1, 1));

        Assert.Contains("1 of 2 items", Assert.Throws<InvalidOperationException>(() => tally.Columns(isPartial: false)).Message);
    }

    [Fact]
    public void Columns_OfAPartialRun_CountWhatWasNotAskedAsUndefined()
    {
        var tally = new ResultTally(4, Metrics);
        tally.Add(Answered(0, 1, 1));
        tally.Add(Answered(2, 0.5, 0));

        var mrr = tally.Columns(isPartial: true)[0];

        // (1 + 0.5) / 2 over the two that were asked.
        Assert.Equal((0.75, 2, 2), (mrr.Value, mrr.N, mrr.Undefined));
        Assert.Equal([1, double.NaN, 0.5, double.NaN], mrr.Scores);
    }

    [Fact]
    public void Document_OfARun_HasLatencyOfTheAnsweredCallsOnly()
    {
        var tally = new ResultTally(4, Metrics);
        tally.Add(Answered(0, 1, 1, milliseconds: 10));
        tally.Add(Answered(1, 1, 1, milliseconds: 30, attempts: 3));
        tally.Add(Answered(2, 1, 1, milliseconds: 20));
        tally.Add(new(3, "q3", [], [0, 0], "timed out", 9_999, 2));

        var document = tally.Document(Some.Command with { TopK = 5 }, ended: null);

        // Nearest rank of (10, 20, 30): ceil(0.5 x 3) = 2nd, ceil(0.95 x 3) = 3rd. Attempts: 1 + 3 + 1 + 2.
        Assert.Equal(new(TopK: 5, Concurrency: 8, Attempts: 7, new Latency(Mean: 20, P50: 20, P95: 30, P99: 30, Max: 30), Asked: 4, Ended: null), document);
    }

    [Fact]
    public void Document_NothingAnswered_HasNoLatency()
    {
        var tally = new ResultTally(1, Metrics);
        tally.Add(new(0, "q0", [], [0, 0], "timed out", 9_999, 2));

        Assert.Null(tally.Document(Some.Command, ended: null).Latency);
    }

    private static ItemOutcome Answered(int index, double mrr, double success, double milliseconds = 1, int attempts = 1) =>
        new(index, $"q{index}", [], [mrr, success], null, milliseconds, attempts);
}
