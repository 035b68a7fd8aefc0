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
    public void EightAt_AnyIndex_GivesTheNextEight()
    {
        var eight = SplitMix64.EightAt(99, 1_000);

        Assert.Equal(Enumerable.Range(1_000, 8).Select(static i => SplitMix64.At(99, (ulong)i)), Enumerable.Range(0, 8).Select(i => eight[i]));
    }

    // 6457827717110365317 / 2^64 = 0.350079...; the first 53 bits of it.
    [Fact]
    public void UnitAt_PublishedSeed_IsItsShareOfTheRange() =>
        Assert.Equal((6457827717110365317UL >> 11) / 9007199254740992.0, SplitMix64.UnitAt(1234567, 0));

    [Fact]
    public void Stream_OtherUseOrSeed_IsAnother() =>
        Assert.Equal(4, new[] { SplitMix64.Stream(1, 1), SplitMix64.Stream(1, 2), SplitMix64.Stream(2, 1), SplitMix64.Stream(2, 2) }.Distinct().Count());
}
