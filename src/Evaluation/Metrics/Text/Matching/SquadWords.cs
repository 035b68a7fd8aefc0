using System.Runtime.InteropServices;
using BenchHub.Evaluation.Metrics.Text.Words;

namespace BenchHub.Evaluation.Metrics.Text.Matching;

/// <summary>
/// SQuAD's normalisation (evaluate-v2.0.py): lower case, ASCII punctuation removed so that its neighbours join, the words a, an
/// and the replaced by a blank, then split at white space.
/// </summary>
internal sealed class SquadWords : ITokenizer
{
    [ThreadStatic]
    private static List<int>? _lowered;

    private SquadWords()
    {
    }

    public static SquadWords Instance { get; } = new();

    public void Split(string text, WordTable words, TokenList tokens)
    {
        var lowered = _lowered ??= [];
        lowered.Clear();
        PythonText.Lower(text, lowered);

        // A run of letters ends at any other character, which may belong to the word: “the” is an article between two quotes.
        var run = 0;
        foreach (var point in CollectionsMarshal.AsSpan(lowered))
        {
            if (PythonText.IsWord(point))
            {
                words.Append(point);
            }
            else if (PythonText.IsSpace(point))
            {
                EndRun(words, tokens, run);
                EndWord(words, tokens);
                run = 0;
            }
            else if (!PythonText.IsPunctuation(point))
            {
                EndRun(words, tokens, run);
                words.Append(point);
                run = words.Current.Length;
            }
        }

        EndRun(words, tokens, run);
        EndWord(words, tokens);
    }

    private static void EndRun(WordTable words, TokenList tokens, int run)
    {
        if (words.Current[run..] is ['a'] or ['a', 'n'] or ['t', 'h', 'e'])
        {
            words.Shorten(run);
            EndWord(words, tokens);
        }
    }

    private static void EndWord(WordTable words, TokenList tokens)
    {
        if (!words.Current.IsEmpty)
        {
            tokens.Add(words.Commit());
        }
    }
}
