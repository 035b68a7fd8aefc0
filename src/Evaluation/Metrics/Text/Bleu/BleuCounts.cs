using BenchHub.Evaluation.Metrics.Text.Tokenizers;

namespace BenchHub.Evaluation.Metrics.Text.Bleu;

/// <summary>What BLEU counts in an item: lengths in tokens, and n-grams up to four tokens.</summary>
/// <remarks>Safe for concurrent use. O(tokens), without allocations once a thread has seen texts of that length.</remarks>
internal static class BleuCounts
{
    public const int Orders = 4;

    /// <summary>Answer length, reference length, matched n-grams of each order, all n-grams of each order.</summary>
    public const int Length = 2 + (2 * Orders);

    [ThreadStatic]
    private static WordReader? _reader;

    [ThreadStatic]
    private static GramTable? _grams;

    /// <param name="answer">What the system said.</param>
    /// <param name="references">At least one; an n-gram counts as often as in the one that has it most often.</param>
    /// <param name="tokenizer">Cuts both.</param>
    /// <param name="lower">Whether case is ignored.</param>
    /// <param name="shortest">Takes the length of the shortest reference, else of the closest one, the shorter where two are.</param>
    /// <param name="counts">Gets <see cref="Length"/> numbers.</param>
    public static void Write(
        string answer, IReadOnlyList<string> references, ITokenizer tokenizer, bool lower, bool shortest, Span<double> counts)
    {
        var reader = _reader ??= new();
        var grams = _grams ??= new();
        reader.Clear();
        grams.Clear();
        Span<int> few = stackalloc int[16];
        var lengths = references.Count <= few.Length ? few[..references.Count] : new int[references.Count];
        for (var r = 0; r < lengths.Length; r++)
        {
            var reference = reader.Learn(references[r], tokenizer, lower);
            lengths[r] = reference.Length;
            grams.Add(reference, Orders);
        }

        var words = reader.Recognise(answer, tokenizer, lower);
        Span<int> matched = stackalloc int[Orders];
        grams.Match(words, matched);
        counts[0] = words.Length;
        counts[1] = Closest(lengths, shortest ? 0 : words.Length);
        for (var n = 0; n < Orders; n++)
        {
            counts[2 + n] = matched[n];
            counts[2 + Orders + n] = Math.Max(0, words.Length - n);
        }
    }

    private static int Closest(ReadOnlySpan<int> lengths, int to)
    {
        var closest = lengths[0];
        foreach (var length in lengths[1..])
        {
            var nearer = Math.Abs(length - to) - Math.Abs(closest - to);
            closest = nearer < 0 || (nearer == 0 && length < closest) ? length : closest;
        }

        return closest;
    }
}
