namespace BenchHub.MockLlm.Tests;

public sealed class KnownQuestionsTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData("ab", null)]
    [InlineData("xabcx", "abc")]
    [InlineData("abcd abc", "abcd")]
    [InlineData("abc bca", "bca")]
    [InlineData("aabcabcd", "abcd")]
    [InlineData("ABC", null)]
    public void LongestIn_Text_IsTheLongestAndOfTwoTheLater(string text, string? expected) =>
        Assert.Equal(expected, new KnownQuestions(["abc", "abcd", "bca", "zzz"]).LongestIn(text));
}
