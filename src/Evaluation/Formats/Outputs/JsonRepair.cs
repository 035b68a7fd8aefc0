using System.Globalization;

namespace BenchHub.Evaluation.Formats.Outputs;

/// <summary>
/// Makes JSON of what other tools write instead, in place and without moving a byte. Python writes NaN and Infinity for numbers, which
/// become empty texts; half of a surrogate pair, from an answer that was cut in the middle of a character, becomes U+FFFD.
/// </summary>
internal sealed class JsonRepair
{
    // Two escapes of a pair.
    private const int Longest = 12;

    private bool _inText;

    /// <summary>Goes on where the last call ended.</summary>
    /// <param name="bytes">What has not been repaired yet.</param>
    /// <param name="isFinal">Whether nothing follows; else the last bytes may have to be seen again with what does.</param>
    /// <returns>How many bytes are repaired.</returns>
    public int Run(Span<byte> bytes, bool isFinal)
    {
        for (var at = 0; ;)
        {
            var next = _inText ? bytes[at..].IndexOfAny((byte)'"', (byte)'\\') : bytes[at..].IndexOfAny("\"NI-"u8);
            if (next < 0)
            {
                return bytes.Length;
            }

            at += next;
            if (!isFinal && bytes.Length - at < Longest)
            {
                return at;
            }

            at += _inText ? InText(bytes[at..]) : Outside(bytes[at..]);
        }
    }

    private int InText(Span<byte> rest)
    {
        if (rest[0] == '"')
        {
            _inText = false;
            return 1;
        }

        if (Escaped(rest) is not { } unit || !char.IsSurrogate(unit))
        {
            return Math.Min(2, rest.Length);
        }

        if (char.IsHighSurrogate(unit) && Escaped(rest[6..]) is { } low && char.IsLowSurrogate(low))
        {
            return Longest;
        }

        "fffd"u8.CopyTo(rest[2..]);
        return 6;
    }

    private int Outside(Span<byte> rest)
    {
        _inText = rest[0] == '"';
        return _inText ? 1 : Blank(rest, "NaN"u8) + Blank(rest, "Infinity"u8) + Blank(rest, "-Infinity"u8) is var cut and > 0 ? cut : 1;
    }

    private static int Blank(Span<byte> rest, ReadOnlySpan<byte> word)
    {
        if (!rest.StartsWith(word))
        {
            return 0;
        }

        rest[..word.Length].Fill((byte)' ');
        "\"\""u8.CopyTo(rest);
        return word.Length;
    }

    private static char? Escaped(ReadOnlySpan<byte> rest) =>
        rest.Length >= 6 && rest[0] == '\\' && rest[1] == 'u'
        && ushort.TryParse(rest.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
