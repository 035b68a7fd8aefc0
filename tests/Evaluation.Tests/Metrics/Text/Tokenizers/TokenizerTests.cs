using BenchHub.Evaluation.Metrics.Text.Ter;
using BenchHub.Evaluation.Metrics.Text.Tokenizers;
using FsCheck;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Metrics.Text.Tokenizers;

public sealed class TokenizerTests
{
    private static readonly string[] Pieces =
    [
        .. "abcs059.,.,.,--''&<>;:!?()[]{}~`@/#%^_| \t\n\r".Select(static c => c.ToString()),
        "'s", "'s ", "\n-", "-\n", "<skipped>", "&quot;", "&amp;", "&lt;", "&gt;", "amp;", "\u00a0", "\u001c", "\u3000", "\u2003", "\u0301",
        "é", "한", "\u1112", "\u1161", "\u11ab", "猫", "。", "、", "（", "「", "・", "あ", "ア", "ﾊ", "—", "“", "¿", "€", "²", "٣", "Ⅷ", "½", "\ud800", "\udc00", "\u2a6d", "\u9fbc",
    ];

    private static readonly Gen<string> Texts = Gen.Elements(Pieces).ListOf().Select(static pieces => string.Concat(pieces));

    [Fact]
    public void Split_AnyText_CutsAsTheExpressionsDo()
    {
        Holds("none", Expressions.None);
        Holds("13a", Expressions.Mteval13a);
        Holds("intl", Expressions.International);
        Holds("zh", Expressions.Chinese);
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, true, true)]
    [InlineData(true, false, false)]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    [InlineData(true, true, true)]
    public void Split_TercomAnyText_CutsAsTheExpressionsDo(bool normalized, bool noPunctuation, bool asian) => Holds(
        new TerTokenizer(normalized, noPunctuation, asian), text => Expressions.Tercom(text, normalized, noPunctuation, asian));

    [Theory]
    [InlineData("13a", "It's 3.14, isn't it? 5-4 -3 a-b.", "It's|3.14|,|isn't|it|?|5|-|4|-3|a-b|.")]
    [InlineData("13a", "a...5 ..5 5.. 1,,2 2008.", "a|.|.|.|5|.|.5|5|.|.|1|,|,|2|2008|.")]
    [InlineData("13a", "&amp;lt; x<skipped>y end-\nless", "<|xy|endless")]
    [InlineData("intl", "2008. (5.5) «so» €5 a.5", "2008|.|(|5.5|)|«|so|»|€|5|a|.|5")]
    [InlineData("intl", "in 2008.", "in|2008.")]
    [InlineData("intl", "𝟛.𝟛 a𐄀a 😀.", "𝟛.𝟛|a|𐄀|a|😀|.")]
    [InlineData("char", "a 😀\u00a0한", "a|😀|한")]
    [InlineData("zh", "猫a。5.", "猫|a|。|5.")]
    [InlineData("ko", "서울은 5.5도, \u1100\u1161\u11a8 가\u11a8 ㄱ-x", "서|울|은|5.5|도|,|각|각|ㄱ|-x")]
    [InlineData("ko", "\u1161\u11a8 각\u11a8 a\u1100", "\u1161|\u11a8|각|\u11a8|a|\u1100")]
    [InlineData("none", " a  b.\u2028c ", "a|b.|c")]
    public void Split_Examples_AreTheseTokens(string tokenizer, string text, string tokens) =>
        Assert.Equal(tokens, string.Join('|', Cut.Tokens(tokenizer, text)));

    // An attribute cannot hold half a pair.
    [Fact]
    public void Split_HalfASurrogatePair_IsACharacter()
    {
        Assert.Equal(["a", "\ud83d", "한", "\udc00"], Cut.Tokens("char", "a\ud83d한 \udc00"));
        Assert.Equal(["\ud83d", ".", "\udc00"], Cut.Tokens("intl", "\ud83d.\udc00"));
    }

    [Fact]
    public void Names_AllOfThem_CutTheEmptyTextIntoNothing() =>
        Assert.All(Tokenizer.Names, static name => Assert.Empty(Cut.Tokens(name, " \n")));

    private static void Holds(string tokenizer, Func<string, string[]> expected) => Holds(Tokenizer.Named(tokenizer), expected);

    private static void Holds(ITokenizer tokenizer, Func<string, string[]> expected) =>
        Property.Holds(Texts, text => Cut.Tokens(tokenizer, text).SequenceEqual(expected(text)), tests: 5_000);
}
