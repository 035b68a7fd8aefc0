using BenchHub.Evaluation.Metrics.Text.Sequences;
using BenchHub.Evaluation.Metrics.Text.Words;

namespace BenchHub.Evaluation.Metrics.Text.Rouge;

/// <summary>The four ways in which ROUGE counts what an answer and a reference have in common (Lin, 2004).</summary>
internal static class RougeOverlap
{
    [ThreadStatic]
    private static Work? _work;

    /// <summary>Words, each as often as both have it. O(n + m).</summary>
    public static RougeCounts Words(TokenPair pair)
    {
        var answer = pair.Answer.Words;
        var reference = pair.Reference.Words;
        return new(Multiset.Common(answer, reference, pair.Words.Count), answer.Length, reference.Length);
    }

    /// <summary>Pairs of neighbouring words. O(n + m).</summary>
    public static RougeCounts Bigrams(TokenPair pair)
    {
        var work = _work ??= new();
        work.Pairs.Clear();
        var answer = Pairs(pair.Answer.Words, work.Pairs, ref work.Answer);
        var reference = Pairs(pair.Reference.Words, work.Pairs, ref work.Reference);
        return new(Multiset.Common(answer, reference, work.Pairs.Count), answer.Length, reference.Length);
    }

    /// <summary>Longest common subsequence. O(n m / 64) time, O(n + m) memory.</summary>
    public static RougeCounts Subsequence(TokenPair pair)
    {
        var answer = pair.Answer.Words;
        var reference = pair.Reference.Words;
        return new(CommonSubsequence.Length(answer, reference, pair.Words.Count), answer.Length, reference.Length);
    }

    /// <summary>
    /// For each line of the reference the places that a longest common subsequence with any line of the answer takes; each word
    /// counts at most as often as the answer has it (ROUGE 1.5.5's guard against counting twice). O(n m / 64) time beyond one step
    /// for each line of the reference and word of the answer.
    /// </summary>
    public static RougeCounts Lines(TokenPair pair)
    {
        var work = _work ??= new();
        var answer = pair.Answer.Words;
        var reference = pair.Reference.Words;
        var taken = Workspace.Require(ref work.Taken, reference.Length);
        taken.Clear();
        var start = 0;
        foreach (var end in pair.Reference.LineEnds)
        {
            CommonSubsequence.Mark(reference[start..end], answer, pair.Answer.LineEnds, pair.Words.Count, taken[start..end]);
            start = end;
        }

        var left = Multiset.Counts(answer, pair.Words.Count);
        var common = 0;
        for (var i = 0; i < reference.Length; i++)
        {
            common += taken[i] && left[reference[i]]-- > 0 ? 1 : 0;
        }

        return new(common, answer.Length, reference.Length);
    }

    private static ReadOnlySpan<int> Pairs(ReadOnlySpan<int> words, WordTable pairs, ref int[] buffer)
    {
        var found = Workspace.Require(ref buffer, Math.Max(words.Length - 1, 0));
        for (var i = 0; i < found.Length; i++)
        {
            pairs.Append(words[i]);
            pairs.Append(words[i + 1]);
            found[i] = pairs.Commit();
        }

        return found;
    }

    private sealed class Work
    {
        public WordTable Pairs { get; } = new();

        public int[] Answer = [];

        public int[] Reference = [];

        public bool[] Taken = [];
    }
}
