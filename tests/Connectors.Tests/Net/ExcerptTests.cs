using System.Text;
using BenchHub.Connectors.Net;

namespace BenchHub.Connectors.Tests.Net;

public sealed class ExcerptTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  a\r\n\t b\0c  ", "a b c")]
    [InlineData("x\u001b[31mred", "x [31mred")]
    [InlineData("safe\u202Eetiyp", "safe etiyp")]
    [InlineData("오류: 색인이 없습니다", "오류: 색인이 없습니다")]
    [InlineData("invalid token sk-12345", "invalid token ***")]
    [InlineData("header was Bearer SK-12345", "header was ***")]
    public void Of_Body_IsOneHarmlessLine(string body, string shown) =>
        Assert.Equal(shown, Excerpt.Of(Encoding.UTF8.GetBytes(body), ["Bearer sk-12345"]));

    [Theory]
    [InlineData("""{"error":"no user a\u002Bb/c=="}""", """{"error":"no user ***"}""")]
    [InlineData("no user a+b/c==", "no user ***")]
    [InlineData("/login?key=a%2Bb%2Fc%3D%3D&x=1", "/login?key=***&x=1")]
    public void Of_SecretInAnyWriting_IsNotShown(string body, string shown) =>
        Assert.Equal(shown, Excerpt.Of(Encoding.UTF8.GetBytes(body), ["a+b/c=="]));

    [Fact]
    public void Of_LongBody_Is200CharactersAndADots() =>
        Assert.Equal(new string('x', 200) + "…", Excerpt.Of(Encoding.UTF8.GetBytes(new string('x', 9_000)), []));

    [Fact]
    public void Of_SecretAcrossTheCut_IsNotShownInPart() =>
        Assert.DoesNotContain("sk-1", Excerpt.Of(Encoding.UTF8.GetBytes(new string('x', 195) + "sk-12345"), ["sk-12345"]));

    [Fact]
    public void Of_NotUtf8_IsShownWithReplacements() => Assert.Equal("a\uFFFDb", Excerpt.Of([0x61, 0xFF, 0x62], []));
}
