namespace BenchHub.Evaluation.Metrics.Text.Tokenizers;

/// <summary>Prepares a text, looks up the class of each character, and cuts.</summary>
/// <param name="prepare">Edits the text before it is cut.</param>
/// <param name="classes">The class of each UTF-16 unit.</param>
/// <param name="padded">The text counts as having blanks around it.</param>
/// <param name="wide">The class of a character beyond U+FFFF, or null where all are <see cref="TokenClass.Other"/>.</param>
/// <param name="possessive">An <c>'s</c> before a blank or an ASCII symbol is a token.</param>
internal sealed class RuleTokenizer(
    Action<TextBuffer> prepare, TokenClass[] classes, bool padded, Func<int, TokenClass>? wide = null, bool possessive = false) : ITokenizer
{
    [ThreadStatic]
    private static TokenClass[]? _found;

    private readonly TokenCutter _cutter = new(padded);

    /// <summary>Makes the table of a rule.</summary>
    public static TokenClass[] Table(Func<char, TokenClass> rule) => [.. Enumerable.Range(0, char.MaxValue + 1).Select(unit => rule((char)unit))];

    public void Split(TextBuffer text, TokenList tokens)
    {
        prepare(text);
        ReadOnlySpan<char> chars = text.Span;
        if (_found is null || _found.Length < chars.Length)
        {
            _found = new TokenClass[Math.Max(1024, chars.Length * 2)];
        }

        var found = _found.AsSpan(0, chars.Length);
        var table = classes;
        for (var i = 0; i < chars.Length; i++)
        {
            found[i] = table[chars[i]];
        }

        if (wide is not null)
        {
            Widen(chars, found);
        }

        if (possessive)
        {
            OpenPossessives(chars, found);
        }

        _cutter.Cut(found, tokens);
    }

    private static void OpenPossessives(ReadOnlySpan<char> chars, Span<TokenClass> found)
    {
        for (var i = 0; i + 1 < chars.Length; i++)
        {
            if (chars[i] == '\'' && chars[i + 1] == 's' && (i + 2 == chars.Length || IsBlankOrSymbol(chars[i + 2], found[i + 2])))
            {
                found[i] = TokenClass.Opening;
            }
        }
    }

    private static bool IsBlankOrSymbol(char c, TokenClass found) => c is ' ' or '\n' || (found == TokenClass.Alone && char.IsAscii(c));

    private void Widen(ReadOnlySpan<char> chars, Span<TokenClass> found)
    {
        for (var i = 0; i + 1 < chars.Length; i++)
        {
            if (char.IsSurrogatePair(chars[i], chars[i + 1]))
            {
                found[i] = wide!(char.ConvertToUtf32(chars[i], chars[i + 1]));
                found[++i] = TokenClass.Trail;
            }
        }
    }
}
