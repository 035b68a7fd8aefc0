namespace BenchHub.MockLlm.Tests;

public sealed class LatencyTests
{
    [Theory]
    [InlineData("50ms", 50, 50, 50)]
    [InlineData("40ms..80ms", 42, 60, 78)]
    [InlineData("p50=50ms,p95=200ms", 12.5, 50, 200)]
    [InlineData("0.5s", 500, 500, 500)]
    public void Draw_ManyTimes_HasTheQuantiles(string latency, double p05, double p50, double p95)
    {
        var parsed = Latency.Parse(latency);

        double[] drawn = [.. Enumerable.Range(0, 20_000).Select(i => parsed.Draw(new(Dice.Mix((ulong)i))).TotalMilliseconds).Order()];

        // Log-normal: p05 = p50² / p95 = 2500 / 200. The sampling error of these quantiles at n = 20,000 is below 3 %.
        Assert.Equal(p05, drawn[1_000], p05 * 0.05);
        Assert.Equal(p50, drawn[10_000], p50 * 0.05);
        Assert.Equal(p95, drawn[19_000], p95 * 0.05);
    }

    [Theory]
    [InlineData("fast")]
    [InlineData("50")]
    [InlineData("-1ms")]
    [InlineData("NaNs")]
    [InlineData("9999999999m")]
    [InlineData("80ms..40ms")]
    [InlineData("p50=50ms")]
    [InlineData("p50=0ms,p95=1ms")]
    [InlineData("p50=5ms,p95=1ms")]
    public void Parse_NoLatency_IsASentence(string text) =>
        Assert.EndsWith(".", Assert.Throws<FormatException>(() => Latency.Parse(text)).Message);
}
