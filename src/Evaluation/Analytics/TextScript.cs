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

    // Each once, in the order of the blocks; the last one is that of all other letters.
    private static readonly string[] Scripts = [.. Blocks.Select(static block => block.Script).Distinct(), "other"];

    private static readonly int[] ScriptOfBlock = [.. Blocks.Select(static block => Array.IndexOf(Scripts, block.Script)), Scripts.Length - 1];

    private static readonly int[] Weights = [.. Scripts.Select(static script => script is Hangul or Kana or Han or "Thai" ? 2 : 1)];

    private static readonly int KanaScript = Array.IndexOf(Scripts, Kana), HanScript = Array.IndexOf(Scripts, Han);

    /// <summary>Name of the script, such as <c>Hangul</c>; O(length).</summary>
    public static string Of(string text)
    {
        Span<int> totals = stackalloc int[Scripts.Length];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii)
            {
                totals[0] += char.IsAsciiLetter((char)rune.Value) ? 1 : 0;
            }
            else if (Rune.IsLetter(rune))
            {
                var script = ScriptOfBlock[Block(rune.Value)];
                totals[script] += Weights[script];
            }
        }

        ref int kana = ref totals[KanaScript], han = ref totals[HanScript];
        if (kana > 0 && kana >= KanaShare * (kana + han))
        {
            (kana, han) = (kana + han, 0);
        }

        var most = 0;
        for (var script = 1; script < totals.Length; script++)
        {
            most = totals[script] > totals[most] ? script : most;
        }

        return totals[most] == 0 ? None : Scripts[most];
    }

    /// <summary>Whether words are written without blanks between them.</summary>
    internal static bool IsUnspaced(Rune rune) => Block(rune.Value) is var block && block < Blocks.Length && Blocks[block].Script is Kana or Han or "Thai";

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
