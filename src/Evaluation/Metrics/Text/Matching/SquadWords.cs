using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
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
        var run = 0;
        if (Ascii.IsValid(text))
        {
            foreach (var letter in text)
            {
                Take(letter is >= 'A' and <= 'Z' ? letter | 0x20 : letter, words, tokens, ref run);
            }
        }
        else
        {
            var lowered = _lowered ??= [];
            lowered.Clear();
            PythonText.Lower(text, lowered);
            foreach (var point in CollectionsMarshal.AsSpan(lowered))
            {
                Take(point, words, tokens, ref run);
            }
        }

        EndRun(words, tokens, run);
        EndWord(words, tokens);
    }

    // A run of letters ends at any other character, which may belong to the word: “the” is an article between two quotes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take(int point, WordTable words, TokenList tokens, ref int run)
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
