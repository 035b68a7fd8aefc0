using BenchHub.Reports.Fonts;

namespace BenchHub.Reports.Tests;

public sealed class VisualOrderTests
{
    [Theory]
    [InlineData("plain (1) text", "plain (1) text")]
    [InlineData("אבג", "גבא")]
    [InlineData("bm25 אבג v2", "bm25 גבא v2")]
    [InlineData("אב 12 גד", "דג 12 בא")]
    [InlineData("אב (גד) end", "(דג) בא end")]
    public void Of_Text_IsFromLeftToRight(string text, string drawn) => Assert.Equal(drawn, string.Concat(VisualOrder.Of(text)));
}
