using System.Text;

namespace BenchHub.SampleRag;

/// <summary>An answer out of documents, without a model: the sentence that shares the most with the question.</summary>
internal static class Extract
{
    /// <returns>
    /// Of all sentences the one with the most different words of the question; of equals the first of the best document. Empty
    /// where there are no documents.
    /// </returns>
    public static string Answer(string question, IEnumerable<Hit> hits)
    {
        var words = Tokens.Words(question).ToHashSet();
        return hits.SelectMany(static hit => Sentences(hit.Document.Text)).MaxBy(sentence => Tokens.Words(sentence).Distinct().Count(words.Contains)) ?? "";
    }

    /// <summary>Ends at <c>.</c>, <c>!</c>, <c>?</c> or <c>。</c> before a blank, and at a line's end; 3.5 is no end.</summary>
    public static IEnumerable<string> Sentences(string text)
    {
        var sentence = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            sentence.Append(text[i]);
            var isEnd = text[i] is '\n' or '。' || (text[i] is '.' or '!' or '?' && (i + 1 == text.Length || char.IsWhiteSpace(text[i + 1])));
            if ((isEnd || i + 1 == text.Length) && sentence.ToString().Trim() is { Length: > 0 } whole)
            {
                yield return whole;
                sentence.Clear();
            }
        }
    }
}
