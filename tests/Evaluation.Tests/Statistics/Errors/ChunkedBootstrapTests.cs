using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Errors;

namespace BenchHub.Evaluation.Tests.Statistics.Errors;

public sealed class ChunkedBootstrapTests
{
    private static readonly double[] Items = [.. Enumerable.Range(0, 21).Select(static i => i * i % 13 / 13.0)];

    // 1,500 iterations are one chunk of 1,000; 2,000 are two, the second from another seed.
    [Fact]
    public void StandardError_RemainderOfAChunk_IsNotDrawn()
    {
        Assert.Equal(Error(1_000), Error(1_500));
        Assert.NotEqual(Error(1_000), Error(2_000));
    }

    // Items of any kind: pairs of a hit and a weight.
    [Fact]
    public void StandardError_PairsOfNumbers_AreDrawnTogether()
    {
        (double Hit, double Weight)[] pairs = [.. Items.Select(static x => (x * 2, 2.0))];

        var ratio = ChunkedBootstrap.StandardError(pairs, static drawn => drawn.ToArray().Sum(static x => x.Hit) / drawn.ToArray().Sum(static x => x.Weight), 1_000);

        Assert.Equal(Error(1_000), ratio, precision: 12);
    }

    [Fact]
    public void StandardError_NoItemsOneItemOrOneIteration_SaysSo()
    {
        Assert.Equal(double.NaN, ChunkedBootstrap.StandardError(Array.Empty<double>(), Moments.Mean, 100));
        Assert.Equal(0, ChunkedBootstrap.StandardError([0.5], Moments.Mean, 100));
        Assert.Equal(double.NaN, Error(1));
    }

    [Fact]
    public void StandardError_NoIterations_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(static () => Error(0));

    [Fact]
    public void StandardError_Cancelled_Stops() => Assert.ThrowsAny<OperationCanceledException>(
        static () => ChunkedBootstrap.StandardError(Items, Moments.Mean, 10_000, new CancellationToken(canceled: true)));

    private static double Error(int iterations) => ChunkedBootstrap.StandardError(Items, Moments.Mean, iterations);
}
