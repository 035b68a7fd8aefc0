using System.Buffers;
using System.Runtime.CompilerServices;
using BenchHub.Evaluation.Metrics.Retrieval;

namespace BenchHub.Evaluation.Formats;

/// <summary>
/// A TREC file in memory, cut into its queries by a pass that reads the first column of each line and looks for the line's
/// end. The lines of a query mostly stand together and make one stretch; they need not.
/// </summary>
/// <remarks>Takes about 100 bytes a query beside the text, and up to 32 for each stretch after a query's first. O(length).</remarks>
internal sealed class QueryLines
{
    private static readonly SearchValues<byte> BlanksAndEnds = SearchValues.Create(" \t\v\f\r\n"u8);

    private readonly ReadOnlyMemory<byte> _text;
    private readonly IdTable _ids = new();
    private readonly List<Query> _queries = [];
    private readonly List<Stretch> _stretches = [];

    public QueryLines(string file, ReadOnlyMemory<byte> text)
    {
        (File, _text) = (file, text);
        Cut(text.Span);
    }

    public string File { get; }

    public ReadOnlySpan<byte> Text => _text.Span;

    /// <summary>How many queries there are; they are numbered in the order of their first lines.</summary>
    public int Count => _queries.Count;

    public ReadOnlySpan<byte> Id(int query) => Text.Slice(_queries[query].Id.Start, _queries[query].Id.Length);

    /// <returns>The number of the query, or -1.</returns>
    public int Find(ReadOnlySpan<byte> id) => _ids.Find(new QueryIds(Text, _queries), id, IdHash.Of(id));

    public int Lines(int query) => _queries[query].Lines;

    /// <summary>The first stretch of a query.</summary>
    public Stretch First(int query) => _stretches[_queries[query].First];

    /// <summary>The stretch at the end of the file, or null where the file is empty.</summary>
    public Stretch? Last => _stretches.Count > 0 ? _stretches[^1] : null;

    /// <summary>Goes to the next stretch of the same query.</summary>
    public bool Next(ref Stretch stretch)
    {
        if (stretch.Next < 0)
        {
            return false;
        }

        stretch = _stretches[stretch.Next];
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Cut(ReadOnlySpan<byte> text)
    {
        var id = ReadOnlySpan<byte>.Empty;
        var ends = new Separators<LineEnds>(text);
        var (query, lines, lineNumber) = (-1, 0, 0);
        for (var position = text.StartsWith("\uFEFF"u8) ? 3 : 0; position < text.Length; lineNumber++)
        {
            var line = text[position..];
            if (line.Length > id.Length && line[id.Length] is (byte)' ' or (byte)'\t' && line[..id.Length].SequenceEqual(id) && id.Length > 0)
            {
                lines++;
            }
            else if (FirstColumn(line) is { Length: > 0 } column && line[column.Start] != '#')
            {
                id = line.Slice(column.Start, column.Length);
                Close(query, position, lines);
                query = Open(id, position + column.Start, position, lineNumber);
                lines = 1;
            }

            var end = ends.Next();
            position = end + 1;
            if (position < text.Length && text[end] == '\r' && text[position] == '\n')
            {
                position = ends.Next() + 1;
            }
        }

        Close(query, text.Length, lines);
    }

    private int Open(ReadOnlySpan<byte> id, int idStart, int start, int linesBefore)
    {
        var hash = IdHash.Of(id);
        var query = _ids.Find(new QueryIds(Text, _queries), id, hash);
        var stretch = new Stretch(start, start, linesBefore, -1);
        if (query < 0)
        {
            query = _queries.Count;
            _ids.Add(new QueryIds(Text, _queries), id, hash);
            _queries.Add(new(new(idStart, id.Length), _stretches.Count, _stretches.Count, 0));
        }
        else
        {
            var last = _queries[query].Last;
            _stretches[last] = _stretches[last] with { Next = _stretches.Count };
            _queries[query] = _queries[query] with { Last = _stretches.Count };
        }

        _stretches.Add(stretch);
        return query;
    }

    private void Close(int query, int end, int lines)
    {
        if (query < 0)
        {
            return;
        }

        _stretches[^1] = _stretches[^1] with { End = end };
        _queries[query] = _queries[query] with { Lines = _queries[query].Lines + lines };
    }

    private static Column FirstColumn(ReadOnlySpan<byte> line)
    {
        var start = line.IndexOfAnyExcept(" \t\v\f"u8);
        if (start < 0)
        {
            return default;
        }

        var length = line[start..].IndexOfAny(BlanksAndEnds);
        return new(start, length < 0 ? line.Length - start : length);
    }

    /// <summary>Lines that stand together and belong to one query, with comments and blank lines among them.</summary>
    internal readonly record struct Stretch(int Start, int End, int LinesBefore, int Next);

    private readonly record struct Query(Column Id, int First, int Last, int Lines);

    private readonly ref struct QueryIds(ReadOnlySpan<byte> text, List<Query> queries) : IDocuments
    {
        private readonly ReadOnlySpan<byte> _text = text;

        public int Count => queries.Count;

        public ReadOnlySpan<byte> Id(int document) => _text.Slice(queries[document].Id.Start, queries[document].Id.Length);
    }
}
