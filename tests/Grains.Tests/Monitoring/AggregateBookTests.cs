using BenchHub.Grains.Monitoring;
using BenchHub.Storage.Monitoring;
using BenchHub.Storage.Results;
using FsCheck.Fluent;

namespace BenchHub.Grains.Tests.Monitoring;

public sealed class AggregateBookTests
{
    private static FedResult Result(long position) => new(position, $"res_{position}", "job_1", "sys_a", "bm25", 1, "ds_1", "cranfield", 1, "sha256:1", ManualTime.Noon.AddMinutes(position));

    private static MetricRow[] Metrics(params double?[] values) => [.. values.Select((value, i) => new MetricRow("", $"m{i}", value, null, null, 1, 0, 0, "s"))];

    [Fact]
    public void Take_KeepsTheLastValues_AndCountsAll()
    {
        var book = AggregateBook.Empty;
        for (var position = 1; position <= 60; position++)
        {
            book = book.Take(Result(position), Metrics(position, position % 2 == 0 ? position : null));
        }

        var answer = book.Answer();
        Assert.Equal(60, answer.Watermark);
        Assert.Equal(["m0", "m1"], answer.Metrics.Select(static metric => metric.Metric));

        // The window holds 11 to 60, whose mean is 35.5; of m1 all 30 even numbers, whose mean is 31.
        Assert.Equal((60.0, 35.5, 60L, 50), (answer.Metrics[0].Latest, answer.Metrics[0].Mean, answer.Metrics[0].Count, answer.Metrics[0].Window.Length));
        Assert.Equal((60.0, 31.0, 30L), (answer.Metrics[1].Latest, answer.Metrics[1].Mean, answer.Metrics[1].Count));
        Assert.Equal("res_11", answer.Metrics[0].Window[0].Result.Value);
    }

    [Fact]
    public void Take_ResultsDoubled_ChangesNothing() => Property.Holds(
        Gen.Choose(1, 40).SelectMany(static count => Gen.Choose(1, count).ListOf().Select(again => (count, again))),
        static both =>
        {
            var (once, doubled) = (AggregateBook.Empty, AggregateBook.Empty);
            for (var position = 1; position <= both.count; position++)
            {
                once = once.Take(Result(position), Metrics(position));
                doubled = doubled.Take(Result(position), Metrics(position));
                foreach (var earlier in both.again.Where(earlier => earlier <= position))
                {
                    doubled = doubled.Take(Result(earlier), Metrics(earlier));
                }
            }

            return StateJson.Same(once.Answer(), doubled.Answer());
        });
}
