using BenchHub.Evaluation.Metrics.Text.Sequences;
using BenchHub.Evaluation.Metrics.Text.Words;

namespace BenchHub.Evaluation.Metrics.Text.Meteor;

/// <summary>Which word of an answer stands for which of the reference, as NLTK matches them.</summary>
internal sealed class StemAlignment
{
    private const int None = -1;

    [ThreadStatic]
    private static StemAlignment? _own;

    private readonly WordTable _stems = new();
    private int[] _stemOf = [];
    private int[] _matched = [];
    private int[] _taken = [];
    private int[] _last = [];
    private int[] _before = [];

    /// <summary>
    /// From the last word of the answer to the first, each takes the last free word of the reference that equals it; then those left
    /// take one with the same stem. O(n + m).
    /// </summary>
    /// <returns>Number of matches, and of runs of them that are adjacent in both texts.</returns>
    public static (int Matches, int Chunks) Of(TokenPair pair) => (_own ??= new()).Align(pair);

    private (int Matches, int Chunks) Align(TokenPair pair)
    {
        var answer = pair.Answer.Words;
        var reference = pair.Reference.Words;
        var matched = Workspace.Require(ref _matched, answer.Length);
        var taken = Workspace.Require(ref _taken, reference.Length);
        matched.Fill(None);
        taken.Fill(None);
        var stems = Stems(pair.Words);
        Match(answer, reference, default, pair.Words.Count);
        Match(answer, reference, stems, _stems.Count);

        var (matches, chunks, previous) = (0, 0, None);
        for (var i = 0; i < matched.Length; i++)
        {
            if (matched[i] != None)
            {
                matches++;
                chunks += previous == None || matched[i] != previous + 1 ? 1 : 0;
            }

            previous = matched[i];
        }

        return (matches, chunks);
    }

    private void Match(ReadOnlySpan<int> answer, ReadOnlySpan<int> reference, ReadOnlySpan<int> stems, int symbols)
    {
        // For each symbol the last free place in the reference, and for each place the one before it.
        var last = Workspace.Require(ref _last, symbols);
        var before = Workspace.Require(ref _before, reference.Length);
        last.Fill(None);
        for (var j = 0; j < reference.Length; j++)
        {
            if (_taken[j] == None)
            {
                ref var place = ref last[stems.IsEmpty ? reference[j] : stems[reference[j]]];
                before[j] = place;
                place = j;
            }
        }

        for (var i = answer.Length - 1; i >= 0; i--)
        {
            ref var place = ref last[stems.IsEmpty ? answer[i] : stems[answer[i]]];
            if (_matched[i] == None && place != None)
            {
                _matched[i] = place;
                _taken[place] = i;
                place = before[place];
            }
        }
    }

    private ReadOnlySpan<int> Stems(WordTable words)
    {
        _stems.Clear();
        var stems = Workspace.Require(ref _stemOf, words.Count);
        for (var word = 0; word < words.Count; word++)
        {
            foreach (var point in words[word])
            {
                _stems.Append(point);
            }

            _stems.Shorten(PorterStemmer.Stem(_stems.Current));
            stems[word] = _stems.Commit();
        }

        return stems;
    }
}
