namespace BenchHub.Evaluation.Tasks.Templates;

/// <summary>Cuts a template into tokens as Jinja does with its default marks. O(n).</summary>
internal sealed class Lexer
{
    // What evaluates a tag is as deep as its chains are long.
    private const int LongestTag = 4_000;

    private static readonly string[] Symbols =
    [
        "//", "**", "==", "!=", "<=", ">=", "+", "-", "*", "/", "%", "~", "<", ">", "=", "(", ")", "[", "]", "{", "}", ".", ",", ":", "|",
    ];

    private readonly string _text;
    private readonly List<Token> _tokens = [];
    private int _at;
    private int _line = 1;
    private int _lineStart;

    private Lexer(string text) => _text = text.ReplaceLineEndings("\n");

    /// <exception cref="TemplateException">A tag or a text has no end, or a character has no meaning.</exception>
    public static IReadOnlyList<Token> Template(string text)
    {
        var lexer = new Lexer(text);
        lexer.Data();
        return lexer._tokens;
    }

    /// <summary>The tokens of a lone expression.</summary>
    /// <exception cref="TemplateException">A text has no end, or a character has no meaning.</exception>
    public static IReadOnlyList<Token> Expression(string text)
    {
        var lexer = new Lexer(text);
        while (lexer.SkipSpace())
        {
            lexer.Inner();
        }

        lexer.Add(TokenKind.End, "", lexer.Here);
        return lexer._tokens;
    }

    private Place Here => new(_line, _at - _lineStart + 1);

    private void Data()
    {
        while (true)
        {
            var (start, place) = (_at, Here);
            var open = NextTag(start);
            var data = _text[start..open];
            var stripped = open + 2 < _text.Length && _text[open + 2] == '-';
            if ((stripped ? PythonText.StripEnd(data) : data) is { Length: > 0 } kept)
            {
                Add(TokenKind.Data, kept, place);
            }

            Advance(open);
            if (open == _text.Length)
            {
                Add(TokenKind.End, "", Here);
                return;
            }

            var kind = _text[open + 1];
            var tag = Here;
            Advance(open + 2 + (open + 2 < _text.Length && _text[open + 2] is '-' or '+' ? 1 : 0));
            if (kind == '#')
            {
                Comment(tag);
            }
            else
            {
                Tag(tag, kind == '{' ? (TokenKind.PrintStart, TokenKind.PrintEnd, "}}") : (TokenKind.BlockStart, TokenKind.BlockEnd, "%}"));
            }
        }
    }

    private int NextTag(int from)
    {
        for (var i = from; (i = _text.IndexOf('{', i)) >= 0 && i + 1 < _text.Length; i++)
        {
            if (_text[i + 1] is '{' or '%' or '#')
            {
                return i;
            }
        }

        return _text.Length;
    }

    private void Comment(Place place)
    {
        var end = _text.IndexOf("#}", _at, StringComparison.Ordinal);
        if (end < 0)
        {
            throw place.Fail("the comment has no end '#}'.");
        }

        var strip = end > _at && _text[end - 1] == '-';
        Advance(end + 2);
        AfterTag(strip);
    }

    private void Tag(Place place, (TokenKind Start, TokenKind End, string Mark) tag)
    {
        Add(tag.Start, "", place);
        for (var (depth, first) = (0, _tokens.Count); ;)
        {
            if (_tokens.Count - first > LongestTag)
            {
                throw place.Fail($"the tag has more than {LongestTag} parts.");
            }

            if (!SkipSpace())
            {
                throw place.Fail($"the tag has no end '{tag.Mark}'.");
            }

            // A closing brace of a dictionary comes before that of the tag.
            var signed = _text[_at] is '-' or '+' && string.CompareOrdinal(_text, _at + 1, tag.Mark, 0, 2) == 0;
            if (depth == 0 && (signed || string.CompareOrdinal(_text, _at, tag.Mark, 0, 2) == 0))
            {
                var strip = signed && _text[_at] == '-';
                Add(tag.End, "", Here);
                Advance(_at + (signed ? 3 : 2));
                AfterTag(strip);
                return;
            }

            Inner();
            depth += _tokens[^1] is { Kind: TokenKind.Symbol, Text: "{" or "(" or "[" } ? 1 : 0;
            depth -= _tokens[^1] is { Kind: TokenKind.Symbol, Text: "}" or ")" or "]" } ? 1 : 0;
        }
    }

    private void AfterTag(bool strip)
    {
        while (strip && _at < _text.Length && PythonText.IsSpace(_text[_at]))
        {
            Advance(_at + 1);
        }
    }

    private void Inner()
    {
        var (start, place, c) = (_at, Here, _text[_at]);
        if (char.IsLetter(c) || c == '_')
        {
            Add(TokenKind.Name, Run(static c => char.IsLetterOrDigit(c) || c == '_'), place);
        }
        else if (char.IsAsciiDigit(c))
        {
            Number(place);
        }
        else if (c is '\'' or '"')
        {
            Add(TokenKind.Text, TextEscapes.Resolve(Quoted(c, place), place), place);
        }
        else
        {
            var symbol = Array.Find(Symbols, symbol => string.CompareOrdinal(_text, start, symbol, 0, symbol.Length) == 0)
                ?? throw place.Fail($"the character '{c}' has no meaning inside a tag.");
            Advance(start + symbol.Length);
            Add(TokenKind.Symbol, symbol, place);
        }
    }

    private void Number(Place place)
    {
        var number = Run(static c => char.IsAsciiDigit(c) || c == '_');
        var real = false;
        if (_at + 1 < _text.Length && _text[_at] == '.' && char.IsAsciiDigit(_text[_at + 1]) && !(_tokens is [.., { Text: "." }]))
        {
            Advance(_at + 1);
            number += "." + Run(static c => char.IsAsciiDigit(c) || c == '_');
            real = true;
        }

        var sign = _at + 1 < _text.Length && _text[_at + 1] is '+' or '-' ? 1 : 0;
        if (_at + 1 + sign < _text.Length && _text[_at] is 'e' or 'E' && char.IsAsciiDigit(_text[_at + 1 + sign]))
        {
            number += _text.Substring(_at, 1 + sign);
            Advance(_at + 1 + sign);
            number += Run(char.IsAsciiDigit);
            real = true;
        }

        Add(real ? TokenKind.Real : TokenKind.Whole, number.Replace("_", "", StringComparison.Ordinal), place);
    }

    private string Quoted(char quote, Place place)
    {
        for (var i = _at + 1; i < _text.Length; i++)
        {
            if (_text[i] == '\\')
            {
                i++;
            }
            else if (_text[i] == quote)
            {
                var inside = _text[(_at + 1)..i];
                Advance(i + 1);
                return inside;
            }
        }

        throw place.Fail($"the text has no end {quote}.");
    }

    private string Run(Func<char, bool> belongs)
    {
        var start = _at;
        while (_at < _text.Length && belongs(_text[_at]))
        {
            _at++;
        }

        return _text[start.._at];
    }

    // False at the end.
    private bool SkipSpace()
    {
        while (_at < _text.Length && PythonText.IsSpace(_text[_at]))
        {
            Advance(_at + 1);
        }

        return _at < _text.Length;
    }

    private void Advance(int to)
    {
        for (; _at < to; _at++)
        {
            if (_text[_at] == '\n')
            {
                (_line, _lineStart) = (_line + 1, _at + 1);
            }
        }
    }

    private void Add(TokenKind kind, string text, Place place) => _tokens.Add(new(kind, text, place));
}
