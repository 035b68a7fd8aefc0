using BenchHub.Evaluation.Statistics.Resampling;

namespace BenchHub.Evaluation.Tests.Statistics.Resampling;

public sealed class SplitMix64Tests
{
    // The five numbers that implementations of SplitMix64 publish for seed 1234567.
    [Fact]
    public void At_PublishedSeed_GivesThePublishedNumbers() => Assert.Equal(
        [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821],
        Enumerable.Range(0, 5).Select(static i => SplitMix64.At(1234567, (ulong)i)));

    [Fact]
    public void Stream_OtherUseOrSeed_IsAnother() =>
        Assert.Equal(4, new[] { SplitMix64.Stream(1, 1), SplitMix64.Stream(1, 2), SplitMix64.Stream(2, 1), SplitMix64.Stream(2, 2) }.Distinct().Count());
}
