using System.Text;

namespace BenchHub.Evaluation.Analytics;

/// <summary>The writing system of a text, which tells its language as far as the letters can.</summary>
/// <remarks>
/// The rule: letters are counted by script, and a character that writes a syllable or a word (Hangul, kana, Han, Thai) counts twice,
/// so that a Korean question with English terms in it stays Korean. The script with the greatest count names the text; Han counts as
/// kana where kana is a tenth of both together, since Japanese writes both. A text without letters has none. Latin is one script
/// for hundreds of languages: give records a field <c>language</c> to tell these apart.
/// </remarks>
public static class TextScript
{
    public const string Hangul = "Hangul";
    public const string Kana = "Kana";
    public const string Han = "Han";
    public const string None = "no letters";

    private const double KanaShare = 0.1;

    // First and last code point of the blocks that matter; whatever stands in none of them is another script.
    private static readonly (int First, int Last, string Script)[] Blocks =
    [
        (0x0041, 0x024F, "Latin"), (0x0370, 0x03FF, "Greek"), (0x0400, 0x052F, "Cyrillic"), (0x0530, 0x058F, "Armenian"),
        (0x0590, 0x05FF, "Hebrew"), (0x0600, 0x077F, "Arabic"), (0x0900, 0x097F, "Devanagari"), (0x0980, 0x09FF, "Bengali"),
        (0x0B80, 0x0BFF, "Tamil"), (0x0E00, 0x0E7F, "Thai"), (0x10A0, 0x10FF, "Georgian"), (0x1100, 0x11FF, Hangul),
        (0x1E00, 0x1EFF, "Latin"), (0x1F00, 0x1FFF, "Greek"), (0x3040, 0x30FF, Kana), (0x3130, 0x318F, Hangul),
        (0x31F0, 0x31FF, Kana), (0x3400, 0x4DBF, Han), (0x4E00, 0x9FFF, Han), (0xAC00, 0xD7AF, Hangul),
        (0xF900, 0xFAFF, Han), (0xFB50, 0xFDFF, "Arabic"), (0xFF21, 0xFF5A, "Latin"), (0xFF66, 0xFF9F, Kana),
        (0x20000, 0x323AF, Han),
    ];

    /// <summary>Name of the script, such as <c>Hangul</c>; O(length).</summary>
    public static string Of(string text)
    {
        Span<int> counts = stackalloc int[Blocks.Length + 1];
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetter(rune))
            {
                var block = Block(rune.Value);
                counts[block] += block < Blocks.Length && WritesSyllables(Blocks[block].Script) ? 2 : 1;
            }
        }

        var totals = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < counts.Length; i++)
        {
            var script = i < Blocks.Length ? Blocks[i].Script : "other";
            totals[script] = totals.GetValueOrDefault(script) + counts[i];
        }

        if (totals[Kana] > 0 && totals[Kana] >= KanaShare * (totals[Kana] + totals[Han]))
        {
            totals[Kana] += totals[Han];
            totals[Han] = 0;
        }

        var most = totals.MaxBy(static total => total.Value);
        return most.Value == 0 ? None : most.Key;
    }

    /// <summary>Whether words are written without blanks between them.</summary>
    internal static bool IsUnspaced(Rune rune) => Block(rune.Value) is var block && block < Blocks.Length && Blocks[block].Script is Kana or Han or "Thai";

    private static bool WritesSyllables(string script) => script is Hangul or Kana or Han or "Thai";

    private static int Block(int point)
    {
        var (low, high) = (0, Blocks.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Blocks[middle].Last < point ? (middle + 1, high) : (low, middle);
        }

        return low < Blocks.Length && Blocks[low].First <= point ? low : Blocks.Length;
    }
}
