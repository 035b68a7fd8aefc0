using BenchHub.Connectors.Net;

namespace BenchHub.Connectors.Tests.Net;

public sealed class BackoffTests
{
    // 200 ms * 2^n, at most 10 s: 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 10 …; half of it at random = 0.5
    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(1, 0.2)]
    [InlineData(2, 0.4)]
    [InlineData(5, 3.2)]
    [InlineData(6, 5)]
    [InlineData(2_000, 5)]
    public void Delay_NothingAsked_DoublesUpToABound(int failed, double seconds) =>
        Assert.Equal(seconds, Backoff.Delay(failed, asked: null, random: 0.5).TotalSeconds, precision: 6);

    // What is asked for, from 0 to 60 s, plus half of 200 ms.
    [Theory]
    [InlineData(3, 3.1)]
    [InlineData(0, 0.1)]
    [InlineData(-5, 0.1)]
    [InlineData(86_400, 60.1)]
    public void Delay_RetryAfter_IsWaitedOutUpToAMinute(double asked, double seconds) =>
        Assert.Equal(seconds, Backoff.Delay(0, TimeSpan.FromSeconds(asked), random: 0.5).TotalSeconds, precision: 6);

    [Fact]
    public void Delay_AnyRandom_StaysBelowTheBound()
    {
        var random = new Random(20261);
        for (var trial = 0; trial < 1_000; trial++)
        {
            var failed = random.Next(12);

            Assert.InRange(
                Backoff.Delay(failed, asked: null, random.NextDouble()).TotalSeconds, 0, Math.Min(10, 0.2 * Math.Pow(2, failed)));
        }
    }
}
