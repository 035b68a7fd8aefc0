using System.Text;

namespace BenchHub.Storage;

/// <summary>
/// Texts that both engines take. PostgreSQL refuses the character 0 and half a surrogate pair, which arrive from outside
/// (a search, a system's error cut in the middle); they become U+FFFD rather than a fault.
/// </summary>
internal static class Texts
{
    public static string Storable(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') && !text.Contains('\0', StringComparison.Ordinal))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // half a pair is enumerated as U+FFFD
        {
            clean.Append(rune.Value == 0 ? Rune.ReplacementChar : rune);
        }

        return clean.ToString();
    }
}
