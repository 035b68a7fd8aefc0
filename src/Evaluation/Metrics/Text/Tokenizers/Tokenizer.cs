using System.Globalization;

namespace BenchHub.Evaluation.Metrics.Text.Tokenizers;

/// <summary>The tokenizers that BLEU can use, by sacreBLEU's names, and ours for Korean.</summary>
internal static class Tokenizer
{
    public const string Default = "13a";

    public static readonly IReadOnlyList<string> Names = ["13a", "intl", "char", "zh", "ko", "none"];

    private static readonly Dictionary<string, Func<ITokenizer>> Makers = new()
    {
        // Everything between white space is a token.
        ["none"] = static () => new RuleTokenizer(static _ => { }, RuleTokenizer.Table(static c => WhiteSpace.Is(c) ? TokenClass.Space : TokenClass.Other), padded: false),

        // mteval-v13a: ASCII symbols and punctuation apart, points and commas unless between digits, a dash after a digit.
        ["13a"] = static () => new RuleTokenizer(
            static text =>
            {
                text.TrimEnd();
                Unescape(text);
            },
            RuleTokenizer.Table(Western),
            padded: true),

        // mteval-v14: punctuation apart unless between numbers, symbols always, by Unicode category.
        ["intl"] = static () => new RuleTokenizer(static text => text.TrimEnd(), RuleTokenizer.Table(International), padded: false, International),
        ["char"] = static () => new CharTokenizer(),
        ["zh"] = static () => new RuleTokenizer(
            static text =>
            {
                text.TrimEnd();
                text.TrimStart();
            },
            RuleTokenizer.Table(Chinese),
            padded: false),
        ["ko"] = static () => new RuleTokenizer(PrepareKorean, RuleTokenizer.Table(Korean), padded: true),
    };

    private static readonly Dictionary<string, Lazy<ITokenizer>> Made =
        Makers.ToDictionary(static maker => maker.Key, static maker => new Lazy<ITokenizer>(maker.Value));

    /// <summary>13a as Hugging Face's evaluate has it: a hyphen before a final line feed goes, as white space is not taken off first.</summary>
    public static readonly ITokenizer Untrimmed13a = new RuleTokenizer(Unescape, RuleTokenizer.Table(Western), padded: true);

    /// <param name="name">One of <see cref="Names"/>.</param>
    public static ITokenizer Named(string name) => Made[name].Value;

    /// <summary>The classes that mteval-v13a and Tercom's normalization share.</summary>
    public static TokenClass Western(char c) => c switch
    {
        _ when WhiteSpace.Is(c) => TokenClass.Space,
        '.' or ',' => TokenClass.Mark,
        '-' => TokenClass.Dash,
        >= '0' and <= '9' => TokenClass.Number,
        (>= '!' and <= '/' and not '\'') or (>= ':' and <= '@') or (>= '[' and <= '`') or (>= '{' and <= '~') => TokenClass.Alone,
        _ => TokenClass.Other,
    };

    /// <summary>The four XML entities, one after another as the references do it: <c>&amp;amp;lt;</c> ends as <c>&lt;</c>.</summary>
    public static void ReplaceEntities(TextBuffer text)
    {
        if (text.Span.Contains('&'))
        {
            text.Replace("&quot;", "\"");
            text.Replace("&amp;", "&");
            text.Replace("&lt;", "<");
            text.Replace("&gt;", ">");
        }
    }

    private static void Unescape(TextBuffer text)
    {
        text.Replace("<skipped>", "");
        text.Replace("-\n", "");
        ReplaceEntities(text);
    }

    private static void PrepareKorean(TextBuffer text)
    {
        text.TrimEnd();
        Unescape(text);
        text.Cut(Hangul.Compose(text.Span));
    }

    private static TokenClass Korean(char c) => Hangul.Is(c) ? TokenClass.Alone : Western(c);

    private static TokenClass International(char c) => WhiteSpace.Is(c) ? TokenClass.Space : International((int)c);

    private static TokenClass International(int point) => CharUnicodeInfo.GetUnicodeCategory(point) switch
    {
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => TokenClass.Number,
        >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation => TokenClass.Mark,
        >= UnicodeCategory.MathSymbol and <= UnicodeCategory.OtherSymbol => TokenClass.Alone,
        _ => TokenClass.Other,
    };

    // sacreBLEU writes two ranges beyond U+FFFF with four digits; as it compares strings, they stand for U+2001 to U+2A6D and
    // U+2F81 to U+2FA1, with dashes, arrows and many symbols, and no character beyond U+FFFF is Chinese.
    private static TokenClass Chinese(char c) => Western(c) switch
    {
        TokenClass.Other when c is (>= '\u2001' and <= '\u2A6D') or (>= '\u2E80' and <= '\u2EFF') or (>= '\u2F00' and <= '\u2FDF')
            or (>= '\u2FF0' and <= '\u303F') or (>= '\u3100' and <= '\u312F') or (>= '\u31A0' and <= '\u31BF') or (>= '\u31C0' and <= '\u31EF')
            or (>= '\u3200' and <= '\u4DB5') or (>= '\u4E00' and <= '\u9FBB') or (>= '\uF900' and <= '\uFA2D') or (>= '\uFA30' and <= '\uFA6A')
            or (>= '\uFA70' and <= '\uFAD9') or (>= '\uFE10' and <= '\uFE1F') or (>= '\uFE30' and <= '\uFE4F') or (>= '\uFF00' and <= '\uFFEF')
            => TokenClass.Alone,
        var western => western,
    };
}
