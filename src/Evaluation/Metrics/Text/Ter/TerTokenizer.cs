using System.Buffers;
using BenchHub.Evaluation.Metrics.Text.Tokenizers;

namespace BenchHub.Evaluation.Metrics.Text.Ter;

/// <summary>Tercom's tokens, as sacreBLEU has them; without normalization, what stands between white space.</summary>
/// <param name="normalized">ASCII symbols and punctuation are tokens, points and commas unless between digits, a dash after a digit, and a final 's.</param>
/// <param name="noPunctuation">Punctuation is taken out.</param>
/// <param name="asian">With the other two: Chinese characters and Asian punctuation are tokens; Asian punctuation is taken out as well.</param>
internal sealed class TerTokenizer(bool normalized, bool noPunctuation, bool asian) : ITokenizer
{
    private static readonly SearchValues<char> Punctuation = SearchValues.Create(".,?:;!\"()");
    private static readonly SearchValues<char> PunctuationWithAsian = SearchValues.Create(
        [.. ".,?:;!\"()", .. Enumerable.Range(0, char.MaxValue + 1).Select(static unit => (char)unit).Where(IsAsianPunctuation)]);

    private readonly ITokenizer _cut = normalized
        ? new RuleTokenizer(Unescape, RuleTokenizer.Table(asian ? WesternAndAsian : Tokenizer.Western), padded: true, possessive: true)
        : Tokenizer.Named("none");

    private readonly SearchValues<char>? _removed = noPunctuation ? asian ? PunctuationWithAsian : Punctuation : null;

    public bool Normalized { get; } = normalized;

    public void Split(TextBuffer text, TokenList tokens)
    {
        text.TrimEnd();
        _cut.Split(text, tokens);
        if (_removed is not null)
        {
            tokens.Remove(text.Span, _removed);
        }
    }

    private static void Unescape(TextBuffer text)
    {
        text.Replace("\n-", "");
        Tokenizer.ReplaceEntities(text);
    }

    private static TokenClass WesternAndAsian(char c) => Tokenizer.Western(c) switch
    {
        TokenClass.Other when IsIdeographic(c) || IsAsianPunctuation(c) => TokenClass.Alone,
        var western => western,
    };

    // sacreBLEU's range for enclosed letters ends at U+3F22, not at U+32FF. Its rules for kana never apply: they want them at the
    // start of a text that begins with a blank.
    private static bool IsIdeographic(char c) => c is (>= '\u2E80' and <= '\u2EFF') or (>= '\u31C0' and <= '\u31EF')
        or (>= '\u3200' and <= '\u4DBF') or (>= '\u4E00' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') or (>= '\uFE30' and <= '\uFE4F');

    private static bool IsAsianPunctuation(char c) => c is '\u3001' or '\u3002' or (>= '\u3008' and <= '\u3011') or (>= '\u3014' and <= '\u301F')
        or (>= '\uFF61' and <= '\uFF65') or '\u30FB' or '\uFF0E' or '\uFF0C' or '\uFF1F' or '\uFF1A' or '\uFF1B' or '\uFF01' or '\uFF02' or '\uFF08' or '\uFF09';
}
