namespace BenchHub.MockLlm.Tests;

public sealed class TokensTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("It is 42.", "It| is| 42|.")]
    [InlineData("measurement", "measur|ement")]
    [InlineData("<<16-3=13>>13", "<<|16|-|3|=|13|>>|13")]
    [InlineData("a  b\n\nc ", "a| | b|\n\n|c| ")]
    [InlineData("안녕하세요 세계", "안녕하세요| 세계")]
    [InlineData("abcde😀f", "abcde😀|f")]
    public void Split_Text_IsAsDocumented(string text, string expected)
    {
        Assert.Equal(expected, string.Join('|', Tokens.Split(text)));
        Assert.Equal(Tokens.Split(text).Count, Tokens.Count(text));
        Assert.Equal(text, Tokens.First(text, int.MaxValue));
    }
}
