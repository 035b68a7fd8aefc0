using System.Text;

namespace BenchHub.Evaluation.Tasks.Templates;

/// <summary>Texts as Python sees them: rows of code points, not of UTF-16 units.</summary>
internal static class CodePointText
{
    public static object?[] Split(string text)
    {
        if (!HasPairs(text))
        {
            return [.. text.Select(static c => (object?)c.ToString())];
        }

        var characters = new List<object?>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var length = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]) ? 2 : 1;
            characters.Add(text.Substring(i, length));
            i += length - 1;
        }

        return [.. characters];
    }

    public static int Length(string text) => HasPairs(text) ? Split(text).Length : text.Length;

    /// <summary>The number of code points before a UTF-16 position.</summary>
    public static int Before(string text, int position) => position <= 0 ? position : Length(text[..position]);

    /// <summary>By code points, so that U+FF5E comes before an emoji.</summary>
    public static int Compare(string a, string b)
    {
        if (!HasPairs(a) && !HasPairs(b))
        {
            return string.CompareOrdinal(a, b);
        }

        return Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b));
    }

    private static bool HasPairs(string text) => text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF');
}
