using BenchHub.Evaluation.Metrics.Text.Words;

namespace BenchHub.Evaluation.Metrics.Text.Rouge;

/// <summary>
/// The words of google-research rouge_score: runs of a to z and 0 to 9 in the lower-cased text; everything else separates, so
/// that a text in Hangul has no word at all. Lines end at \n.
/// </summary>
internal sealed class RougeWords : ITokenizer
{
    private const char KelvinSign = '\u212A';
    private const char CapitalDottedI = '\u0130';

    private readonly bool _stem;

    private RougeWords(bool stem) => _stem = stem;

    public static RougeWords Plain { get; } = new(stem: false);

    public static RougeWords Stemmed { get; } = new(stem: true);

    public void Split(string text, WordTable words, TokenList tokens)
    {
        foreach (var letter in text)
        {
            // Python lowers two letters beyond ASCII into it: to k, and to i with a mark that ends the word.
            var lower = letter switch
            {
                < (char)128 => (char)(letter | (letter is >= 'A' and <= 'Z' ? 0x20 : 0)),
                KelvinSign => 'k',
                CapitalDottedI => 'i',
                _ => ' ',
            };
            if (char.IsAsciiLetterOrDigit(lower))
            {
                words.Append(lower);
            }

            if (!char.IsAsciiLetterOrDigit(lower) || letter == CapitalDottedI)
            {
                EndWord(words, tokens);
            }

            if (letter == '\n')
            {
                tokens.EndLine();
            }
        }

        EndWord(words, tokens);
        tokens.EndLine();
    }

    private void EndWord(WordTable words, TokenList tokens)
    {
        var length = words.Current.Length;
        if (length > 3 && _stem)
        {
            words.Shorten(PorterStemmer.Stem(words.Current));
        }

        if (length > 0)
        {
            tokens.Add(words.Commit());
        }
    }
}
