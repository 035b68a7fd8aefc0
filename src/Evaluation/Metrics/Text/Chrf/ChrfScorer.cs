using BenchHub.Evaluation.Metrics.Text.Tokenizers;

namespace BenchHub.Evaluation.Metrics.Text.Chrf;

/// <summary>sacreBLEU's chrF: n-grams of characters, and of words where asked for.</summary>
/// <remarks>O(characters * orders) a reference, without allocations once a thread has seen texts of that length.</remarks>
internal sealed class ChrfScorer(ChrfOrders orders, ChrfFormula formula, bool lower, bool whiteSpace) : IPooledTextScorer
{
    [ThreadStatic]
    private static ChrfText? _answer;

    [ThreadStatic]
    private static ChrfText? _reference;

    [ThreadStatic]
    private static WordTable? _words;

    [ThreadStatic]
    private static GramTable? _grams;

    public int Counts => 3 * orders.All;

    /// <summary>For each order n-grams of the answer, of the best reference, and in both.</summary>
    public void Count(string answer, IReadOnlyList<string> references, Span<double> counts)
    {
        var (said, expected, words) = (_answer ??= new(), _reference ??= new(), _words ??= new());
        words.Clear();
        said.Read(answer, orders, lower, whiteSpace, words);
        Span<double> current = stackalloc double[Counts];
        var best = -1.0;
        for (var r = 0; r < references.Count; r++)
        {
            expected.Read(references[r], orders, lower, whiteSpace, words);
            Compare(said.Characters, expected.Characters, current[..(3 * orders.Characters)]);
            Compare(said.Words, expected.Words, current[(3 * orders.Characters)..]);
            if (formula.Of(current) is var value && value > best)
            {
                best = value;
                current.CopyTo(counts);
            }
        }
    }

    public double Pooled(ReadOnlySpan<double> sums) => formula.Of(sums);

    private static void Compare(ReadOnlySpan<int> answer, ReadOnlySpan<int> reference, Span<double> counts)
    {
        var grams = _grams ??= new();
        Span<int> matched = stackalloc int[counts.Length / 3];
        grams.Clear();
        grams.Add(reference, matched.Length);
        grams.Match(answer, matched);
        for (var n = 0; n < matched.Length; n++)
        {
            var expected = Math.Max(0, reference.Length - n);
            counts[3 * n] = expected > 0 ? Math.Max(0, answer.Length - n) : 0;
            counts[(3 * n) + 1] = expected;
            counts[(3 * n) + 2] = matched[n];
        }
    }
}
