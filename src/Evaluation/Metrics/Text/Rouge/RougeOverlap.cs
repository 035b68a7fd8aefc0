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
    /// for each distinct line of the reference and word of a distinct line of the answer.
    /// </summary>
    public static RougeCounts Lines(TokenPair pair)
    {
        var work = _work ??= new();
        var answer = pair.Answer.Words;
        var reference = pair.Reference.Words;
        var taken = Workspace.Require(ref work.Taken, reference.Length);
        taken.Clear();
        Keep(pair.Answer, work);
        work.Lines.Clear();
        work.Starts.Clear();
        var start = 0;
        foreach (var end in pair.Reference.LineEnds)
        {
            // A line that stood there before takes what it took then.
            if (Number(reference[start..end], work.Lines) is var line && line < work.Starts.Count)
            {
                taken.Slice(work.Starts[line], end - start).CopyTo(taken[start..]);
            }
            else
            {
                work.Starts.Add(start);
                CommonSubsequence.Mark(
                    reference[start..end], work.Distinct.Words, work.Distinct.LineEnds, pair.Words.Count, taken[start..end]);
            }

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

    // A line that comes again changes nothing in the union.
    private static void Keep(TokenList answer, Work work)
    {
        work.Lines.Clear();
        work.Distinct.Clear();
        var start = 0;
        foreach (var end in answer.LineEnds)
        {
            var known = work.Lines.Count;
            if (Number(answer.Words[start..end], work.Lines) == known)
            {
                foreach (var word in answer.Words[start..end])
                {
                    work.Distinct.Add(word);
                }

                work.Distinct.EndLine();
            }

            start = end;
        }
    }

    private static int Number(ReadOnlySpan<int> line, WordTable lines)
    {
        foreach (var word in line)
        {
            lines.Append(word);
        }

        return lines.Commit();
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

        public WordTable Lines { get; } = new();

        public TokenList Distinct { get; } = new();

        public List<int> Starts { get; } = [];

        public int[] Answer = [];

        public int[] Reference = [];

        public bool[] Taken = [];
    }
}
