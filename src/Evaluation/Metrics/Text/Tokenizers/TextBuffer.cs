namespace BenchHub.Evaluation.Metrics.Text.Tokenizers;

/// <summary>A text that is edited in place on its way to tokens; one is used again and again, so that nothing is allocated.</summary>
internal sealed class TextBuffer
{
    private char[] _chars = new char[1024];
    private char[] _spare = [];
    private int _start;
    private int _end;

    public Span<char> Span => _chars.AsSpan(_start, _end - _start);

    /// <param name="text">Takes the place of what was here.</param>
    /// <param name="lower">In lower case, as <see cref="LowerCase"/> has it.</param>
    public void Load(string text, bool lower)
    {
        if (_chars.Length < text.Length * 2)
        {
            // U+0130 becomes two characters.
            _chars = new char[text.Length * 2];
        }

        _start = 0;
        _end = text.Length;
        if (lower)
        {
            _end = LowerCase.Write(text, _chars);
        }
        else
        {
            text.CopyTo(_chars);
        }
    }

    public void TrimStart()
    {
        while (_start < _end && WhiteSpace.Is(_chars[_start]))
        {
            _start++;
        }
    }

    public void TrimEnd()
    {
        while (_end > _start && WhiteSpace.Is(_chars[_end - 1]))
        {
            _end--;
        }
    }

    /// <summary>Replaces every occurrence, from left to right. O(n).</summary>
    /// <param name="old">Not empty.</param>
    /// <param name="with">Not longer than <paramref name="old"/>.</param>
    public void Replace(ReadOnlySpan<char> old, ReadOnlySpan<char> with)
    {
        var found = Span.IndexOf(old);
        if (found < 0)
        {
            return;
        }

        var (read, write) = (_start, _start);
        for (; found >= 0; found = _chars.AsSpan(read, _end - read).IndexOf(old))
        {
            Array.Copy(_chars, read, _chars, write, found);
            with.CopyTo(_chars.AsSpan(write + found));
            write += found + with.Length;
            read += found + old.Length;
        }

        Array.Copy(_chars, read, _chars, write, _end - read);
        _end = write + _end - read;
    }

    /// <summary>Keeps the first <paramref name="length"/> characters.</summary>
    public void Cut(int length) => _end = _start + length;

    /// <summary>Keeps the tokens, one blank between any two.</summary>
    public void Rejoin(TokenList tokens)
    {
        if (_spare.Length < Span.Length + tokens.Count)
        {
            _spare = new char[Math.Max(1024, 2 * (Span.Length + tokens.Count))];
        }

        var length = 0;
        foreach (var (start, count) in tokens.Span)
        {
            Span.Slice(start, count).CopyTo(_spare.AsSpan(length));
            length += count;
            _spare[length++] = ' ';
        }

        (_chars, _spare) = (_spare, _chars);
        (_start, _end) = (0, Math.Max(0, length - 1));
    }
}
