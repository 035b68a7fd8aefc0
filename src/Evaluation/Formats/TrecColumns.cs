using System.Runtime.CompilerServices;

namespace BenchHub.Evaluation.Formats;

/// <summary>A part of a text.</summary>
internal readonly record struct Column(int Start, int Length);

/// <summary>
/// Lines and columns of a TREC file in memory, in the terms of <see cref="TextLines"/> and <see cref="Fields"/>: blank lines
/// and comments are passed over and counted.
/// </summary>
internal ref struct TrecColumns(ReadOnlySpan<byte> text, int linesBefore)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private Separators<BlanksAndLineEnds> _separators = new(text);
    private int _start;
    private bool _ended = true;

    /// <summary>Number of the line that is being read.</summary>
    public int Line { get; private set; } = linesBefore;

    /// <summary>Goes to the next line that holds something, past what is unread of this one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool NextLine(out Column first)
    {
        do
        {
            while (!_ended)
            {
                Next();
            }

            if (_start >= _text.Length)
            {
                first = default;
                return false;
            }

            Line++;
            _ended = false;
            first = Next();
        }
        while (first.Length == 0 || _text[first.Start] == '#');
        return true;
    }

    /// <summary>Takes the next column; empty at the end of the line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Column Next()
    {
        while (!_ended)
        {
            var start = _start;
            var stop = _separators.Next();
            _start = stop + 1;
            if (stop == _text.Length || _text[stop] is (byte)'\n')
            {
                _ended = true;
            }
            else if (_text[stop] == '\r')
            {
                _ended = true;
                if (_start < _text.Length && _text[_start] == '\n')
                {
                    _start = _separators.Next() + 1;
                }
            }

            if (stop > start)
            {
                return new(start, stop - start);
            }
        }

        return default;
    }
}
