using System.Text;

namespace BenchHub.Connectors.Models;

/// <summary>
/// Where tokens begin in a text, told by what they spell, from the end backwards: what stands before (special tokens, a
/// shortened prompt) does not matter. A token that is only part of a character comes as U+FFFD, which may be any one to
/// three bytes of it; such tokens are placed by their legible neighbours.
/// </summary>
/// <param name="tokens">In order; the last ends where the text does.</param>
/// <param name="text">UTF-8 without blanks.</param>
internal sealed class TokenAlignment(IReadOnlyList<EchoedToken> tokens, byte[] text)
{
    private const int MostBytesOfAPart = 3;

    // Of each token walked over so far, where it may end.
    private readonly HashSet<int>[] _ends = new HashSet<int>[tokens.Count + 1];

    /// <summary>The first token that begins at or after <paramref name="border"/>.</summary>
    /// <exception cref="Systems.AnswerFormatException">The tokens spell something else, or leave open which one it is.</exception>
    public int FirstFrom(int border)
    {
        var anchor = WalkBack(border);
        var begins = _ends[anchor];
        int? first = null;
        for (var i = anchor; i < tokens.Count; i++)
        {
            if (first is null && begins.Any(begin => begin >= border))
            {
                first = begins.All(begin => begin >= border)
                    ? i
                    : throw new Systems.AnswerFormatException("the echoed tokens show parts of characters only, so that the border of the continuation cannot be told");
            }

            begins = [.. _ends[i + 1].Where(end => Begins(tokens[i], end).Any(begins.Contains))];
        }

        return first ?? tokens.Count;
    }

    // Until one place before the border is sure.
    private int WalkBack(int border)
    {
        var i = tokens.Count;
        for (_ends[i] = [text.Length]; i > 0 && !(_ends[i].Count == 1 && _ends[i].Single() < border); i--)
        {
            var ends = _ends[i];
            HashSet<int> begins = [.. ends.SelectMany(end => Begins(tokens[i - 1], end))];
            if (begins.Count == 0)
            {
                // What has no log-probability stands before the text.
                return tokens[i - 1].Nats is null && ends.Min() <= border
                    ? i
                    : throw new Systems.AnswerFormatException(
                        $"the echoed tokens do not spell the text: '{Shown(tokens[i - 1].Text)}' stands where '{Shown(Encoding.UTF8.GetString(text.AsSpan(0, ends.Max())[^Math.Min(ends.Max(), 20)..]))}' ends");
            }

            _ends[i - 1] = begins;
        }

        return _ends[i].Min() <= border
            ? i
            : throw new Systems.AnswerFormatException("the echoed text is shorter than the continuation");
    }

    private IEnumerable<int> Begins(EchoedToken token, int end)
    {
        IEnumerable<int> places = [end];
        foreach (var part in token.Parts.Reverse())
        {
            places = part is null
                ? places.SelectMany(place => Enumerable.Range(1, MostBytesOfAPart).TakeWhile(n => place >= n && text[place - n] >= 0x80).Select(n => place - n)).Distinct()
                : places.Where(place => text.AsSpan(0, place).EndsWith(part)).Select(place => place - part.Length);
        }

        return places;
    }

    private static string Shown(string text) => Net.Excerpt.Of(text, []);
}
