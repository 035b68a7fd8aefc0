using System.Buffers.Binary;
using BenchHub.Evaluation.Formats;

namespace BenchHub.Evaluation.Trec;

/// <summary>
/// Which queries of two files are worked on: first those that count, in the order of their ids' bytes, then those whose
/// lines are only looked at for faults.
/// </summary>
internal sealed class QueryPlan
{
    private const int Block = 32;

    private readonly Pair[] _pairs;

    public QueryPlan(QueryLines judged, QueryLines answers, bool answeredOnly)
    {
        var judgedAnswers = new bool[answers.Count];
        var counted = new List<Pair>(judged.Count);
        var others = new List<Pair>();
        for (var query = 0; query < judged.Count; query++)
        {
            var answer = answers.Find(judged.Id(query));
            (answer < 0 && answeredOnly ? others : counted).Add(new(query, answer));
            if (answer >= 0)
            {
                judgedAnswers[answer] = true;
            }
        }

        for (var answer = 0; answer < answers.Count; answer++)
        {
            if (!judgedAnswers[answer])
            {
                others.Add(new(-1, answer));
            }
        }

        Counted = counted.Count;
        _pairs = [.. Ordered(judged, counted), .. others];
    }

    /// <summary>How many queries count.</summary>
    public int Counted { get; }

    /// <summary>
    /// Calls <paramref name="work"/> with a worker, the query's place in the plan and its numbers in both files, -1 where
    /// it is absent.
    /// </summary>
    public void ForEach<T>(int workers, Func<T> worker, Action<T, int, int, int> work, CancellationToken cancellation)
    {
        var next = 0;
        Task[] others = [.. Enumerable.Range(1, workers - 1).Select(_ => Task.Run(Work, cancellation))];
        Work();
        Task.WaitAll(others, cancellation);

        void Work()
        {
            var own = worker();
            while (Interlocked.Add(ref next, Block) - Block is var start && start < _pairs.Length)
            {
                cancellation.ThrowIfCancellationRequested();
                for (var place = start; place < Math.Min(start + Block, _pairs.Length); place++)
                {
                    work(own, place, _pairs[place].Judged, _pairs[place].Answer);
                }
            }
        }
    }

    // The first eight bytes, as a number, decide nearly all comparisons.
    private static Pair[] Ordered(QueryLines judged, List<Pair> queries)
    {
        Pair[] ordered = [.. queries];
        var keys = Array.ConvertAll(ordered, pair => Prefix(judged.Id(pair.Judged)));
        Array.Sort(keys, ordered);
        var comparer = Comparer<Pair>.Create((a, b) => judged.Id(a.Judged).SequenceCompareTo(judged.Id(b.Judged)));
        for (int start = 0, end; start < keys.Length; start = end)
        {
            for (end = start + 1; end < keys.Length && keys[end] == keys[start]; end++)
            {
            }

            if (end - start > 1)
            {
                Array.Sort(ordered, start, end - start, comparer);
            }
        }

        return ordered;
    }

    private static ulong Prefix(ReadOnlySpan<byte> id)
    {
        Span<byte> prefix = stackalloc byte[8];
        prefix.Clear();
        id[..Math.Min(8, id.Length)].CopyTo(prefix);
        return BinaryPrimitives.ReadUInt64BigEndian(prefix);
    }

    private readonly record struct Pair(int Judged, int Answer);
}
