namespace BenchHub.Evaluation.Metrics.Retrieval;

/// <summary>
/// Compares strings as <c>strcmp</c> compares their UTF-8 bytes, which is code point order, without encoding them.
/// </summary>
/// <remarks>
/// UTF-16 code units order differently: surrogates (U+10000 and above) stand below U+E000..U+FFFF. Moving them above,
/// where both differing units are in that region, restores code point order.
/// </remarks>
internal static class Utf8Order
{
    public static int Compare(string a, string b)
    {
        var same = a.AsSpan().CommonPrefixLength(b);
        if (same == a.Length || same == b.Length)
        {
            return a.Length.CompareTo(b.Length);
        }

        int x = a[same], y = b[same];
        return x >= 0xD800 && y >= 0xD800 ? Lifted(x) - Lifted(y) : x - y;
    }

    private static int Lifted(int unit) => unit >= 0xE000 ? unit : unit + 0x10000;
}
