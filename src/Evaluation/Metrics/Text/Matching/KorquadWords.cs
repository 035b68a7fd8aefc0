using System.Runtime.InteropServices;
using BenchHub.Evaluation.Metrics.Text.Sequences;
using BenchHub.Evaluation.Metrics.Text.Words;

namespace BenchHub.Evaluation.Metrics.Text.Matching;

/// <summary>
/// KorQuAD 1.0's normalisation (evaluate-korquad_v1.0.py): quotes, angle and round brackets become blanks, the text is lower-cased,
/// other ASCII punctuation removed, then split at white space. Its F1 counts the characters of the words.
/// </summary>
internal sealed class KorquadWords : ITokenizer
{
    [ThreadStatic]
    private static List<int>? _lowered;

    [ThreadStatic]
    private static char[]? _blanked;

    private readonly bool _letters;

    private KorquadWords(bool letters) => _letters = letters;

    public static KorquadWords Whole { get; } = new(letters: false);

    public static KorquadWords Letters { get; } = new(letters: true);

    public void Split(string text, WordTable words, TokenList tokens)
    {
        var lowered = _lowered ??= [];
        lowered.Clear();

        // Blanks come first: what stands beside a letter decides how a capital sigma is lowered.
        _blanked ??= [];
        var blanked = Workspace.Require(ref _blanked, text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            blanked[i] = IsBlank(text[i]) ? ' ' : text[i];
        }

        PythonText.Lower(blanked, lowered);
        foreach (var point in CollectionsMarshal.AsSpan(lowered))
        {
            if (PythonText.IsSpace(point))
            {
                EndWord(words, tokens);
            }
            else if (!PythonText.IsPunctuation(point))
            {
                words.Append(point);
                if (_letters)
                {
                    EndWord(words, tokens);
                }
            }
        }

        EndWord(words, tokens);
    }

    private static bool IsBlank(char letter) =>
        letter is '\'' or '"' or '<' or '>' or '(' or ')' or '《' or '》' or '〈' or '〉' or '‘' or '’';

    private static void EndWord(WordTable words, TokenList tokens)
    {
        if (!words.Current.IsEmpty)
        {
            tokens.Add(words.Commit());
        }
    }
}
