using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using BenchHub.Evaluation.Metrics.Retrieval;

namespace BenchHub.Evaluation.Formats;

/// <summary>One line of a qrels or run file: the document, and its grade or score.</summary>
internal readonly record struct TrecRow(Column Document, int Line, double Value);

/// <summary>The lines of one query, read from a file's text into a buffer that is used again for the next query.</summary>
internal sealed class TrecRows
{
    private TrecRow[] _rows = [];
    private int _count;

    public ReadOnlySpan<TrecRow> Rows => _rows.AsSpan(0, _count);

    /// <summary>Reads an answer, up to a line that is malformed.</summary>
    /// <returns>What is wrong with that line, or null.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public MalformedInputException? ReadAnswer(QueryLines run, int query)
    {
        Reset(run.Lines(query));
        var stretch = run.First(query);
        do
        {
            var text = run.Text[stretch.Start..stretch.End];
            var columns = new TrecColumns(text, stretch.LinesBefore);
            while (columns.NextLine(out var first))
            {
                columns.Next();
                var document = columns.Next();
                columns.Next();
                var score = columns.Next();
                if (columns.Next().Length == 0 || !ScoreText.TryParse(text.Slice(score.Start, score.Length), out var value))
                {
                    return TrecRun.Refusal(Line(run.File, text, first, columns.Line));
                }

                _rows[_count++] = new(document with { Start = document.Start + stretch.Start }, columns.Line, value);
            }
        }
        while (run.Next(ref stretch));
        return null;
    }

    /// <summary>Reads judgements, up to a line that is malformed.</summary>
    /// <returns>What is wrong with that line, or null.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public MalformedInputException? ReadJudgements(QueryLines qrels, int query)
    {
        Reset(qrels.Lines(query));
        var stretch = qrels.First(query);
        do
        {
            var text = qrels.Text[stretch.Start..stretch.End];
            var columns = new TrecColumns(text, stretch.LinesBefore);
            while (columns.NextLine(out var first))
            {
                columns.Next();
                var document = columns.Next();
                var grade = columns.Next();
                if (columns.Next().Length > 0 || !TryParseGrade(text.Slice(grade.Start, grade.Length), out var value))
                {
                    return TrecQrels.Refusal(Line(qrels.File, text, first, columns.Line));
                }

                _rows[_count++] = new(document with { Start = document.Start + stretch.Start }, columns.Line, value);
            }
        }
        while (qrels.Next(ref stretch));
        return null;
    }

    /// <summary>Forgets the query, as if it had no line.</summary>
    public void Clear() => _count = 0;

    /// <summary>Takes out the document that bears this id.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Remove(ReadOnlySpan<byte> text, ReadOnlySpan<byte> id)
    {
        for (var i = 0; i < _count; i++)
        {
            if (text.Slice(_rows[i].Document.Start, _rows[i].Document.Length).SequenceEqual(id))
            {
                _rows.AsSpan((i + 1).._count).CopyTo(_rows.AsSpan(i));
                _count--;
                return true;
            }
        }

        return false;
    }

    /// <summary>The line of a row, as text.</summary>
    public TextLine Line(QueryLines lines, int row)
    {
        var document = _rows[row].Document.Start;
        var before = lines.Text[..document].LastIndexOfAny((byte)'\n', (byte)'\r');
        return Line(lines.File, lines.Text, new(before + 1, 0), _rows[row].Line);
    }

    private static bool TryParseGrade(ReadOnlySpan<byte> text, out int grade)
    {
        grade = text.Length == 1 ? text[0] - '0' : -1;
        return grade is >= 0 and <= 9 || int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out grade);
    }

    private static TextLine Line(string file, ReadOnlySpan<byte> text, Column first, int number)
    {
        var line = text[first.Start..];
        var end = line.IndexOfAny((byte)'\n', (byte)'\r');
        return new(file, number, Encoding.UTF8.GetString(end < 0 ? line : line[..end]).AsMemory());
    }

    private void Reset(int lines)
    {
        _count = 0;
        if (_rows.Length < lines)
        {
            _rows = new TrecRow[lines];
        }
    }
}

/// <summary>Documents whose ids are bytes of a file's text.</summary>
internal readonly ref struct TrecDocuments(ReadOnlySpan<byte> text, ReadOnlySpan<TrecRow> rows) : IAnswer
{
    private readonly ReadOnlySpan<byte> _text = text;
    private readonly ReadOnlySpan<TrecRow> _rows = rows;

    public int Count => _rows.Length;

    public ReadOnlySpan<byte> Id(int document) => _text.Slice(_rows[document].Document.Start, _rows[document].Document.Length);

    public double Score(int document) => _rows[document].Value;

    public int Compare(int left, int right) => Id(left).SequenceCompareTo(Id(right));
}
