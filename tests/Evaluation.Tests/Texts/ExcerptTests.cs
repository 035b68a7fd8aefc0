using BenchHub.Evaluation.Texts;

namespace BenchHub.Evaluation.Tests.Texts;

public sealed class ExcerptTests
{
    [Theory]
    [InlineData("밤하늘", 3, "밤하늘", "밤하늘")]
    [InlineData("밤하늘", 2, "밤하", "밤하…")]
    [InlineData("a🙂b", 2, "a", "a…")] // The face is two units, of which one would be left.
    [InlineData("a🙂b", 3, "a🙂", "a🙂…")]
    [InlineData("🙂", 1, "", "…")]
    [InlineData("ab", 0, "", "…")]
    public void Beginning_IsNoLongerAndKeepsPairsWhole(string text, int longest, string beginning, string shortened) =>
        Assert.Equal((beginning, shortened), (text.Beginning(longest), text.Shortened(longest)));
}
