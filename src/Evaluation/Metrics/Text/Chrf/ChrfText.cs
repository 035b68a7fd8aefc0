using BenchHub.Evaluation.Metrics.Text.Tokenizers;

namespace BenchHub.Evaluation.Metrics.Text.Chrf;

/// <summary>The symbols of a text that chrF compares.</summary>
internal sealed class ChrfText
{
    private readonly TextBuffer _text = new();
    private int[] _symbols = new int[1024];
    private int _characters;
    private int _words;

    /// <summary>Code points.</summary>
    public ReadOnlySpan<int> Characters => _symbols.AsSpan(0, _characters);

    /// <summary>Numbers of words, a punctuation mark at the end of a word, or else at its beginning, set apart.</summary>
    public ReadOnlySpan<int> Words => _symbols.AsSpan(_characters, _words);

    public void Read(string text, ChrfOrders orders, bool lower, bool whiteSpace, WordTable words)
    {
        _text.Load(text, lower);
        ReadOnlySpan<char> chars = _text.Span;
        if (_symbols.Length < chars.Length * 2)
        {
            _symbols = new int[chars.Length * 2];
        }

        (_characters, _words) = (0, 0);
        if (orders.Characters > 0)
        {
            ReadCharacters(chars, whiteSpace);
        }

        if (orders.Words > 0)
        {
            ReadWords(chars, words);
        }
    }

    private void ReadCharacters(ReadOnlySpan<char> chars, bool whiteSpace)
    {
        var (symbols, count) = (_symbols, 0);
        for (var i = 0; i < chars.Length; i++)
        {
            var c = chars[i];
            if (char.IsHighSurrogate(c) && i + 1 < chars.Length && char.IsLowSurrogate(chars[i + 1]))
            {
                symbols[count++] = char.ConvertToUtf32(c, chars[++i]);
            }
            else if (whiteSpace || !WhiteSpace.Is(c))
            {
                symbols[count++] = c;
            }
        }

        _characters = count;
    }

    private void ReadWords(ReadOnlySpan<char> chars, WordTable words)
    {
        for (var i = 0; i < chars.Length;)
        {
            var start = i;
            while (i < chars.Length && !WhiteSpace.Is(chars[i]))
            {
                i++;
            }

            if (i > start)
            {
                ReadWord(chars[start..i], words);
            }

            i++;
        }
    }

    // "(hi)" gives "(hi" and ")": one mark at most is set apart.
    private void ReadWord(ReadOnlySpan<char> word, WordTable words)
    {
        if (word.Length > 1 && IsPunctuation(word[^1]))
        {
            Add(words.Add(word[..^1]));
            Add(words.Add(word[^1..]));
        }
        else if (word.Length > 1 && IsPunctuation(word[0]))
        {
            Add(words.Add(word[..1]));
            Add(words.Add(word[1..]));
        }
        else
        {
            Add(words.Add(word));
        }
    }

    private void Add(int word) => _symbols[_characters + _words++] = word;

    private static bool IsPunctuation(char c) => char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c) && c is > ' ' and < '\x7f';
}
