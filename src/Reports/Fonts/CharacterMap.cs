using static BenchHub.Reports.Fonts.TrueTypeFont;

namespace BenchHub.Reports.Fonts;

/// <summary>The table cmap: which glyph shows a character. Formats 4 (the basic plane) and 12 (all of Unicode) are read.</summary>
internal static class CharacterMap
{
    public static Dictionary<int, ushort> Read(ReadOnlySpan<byte> table)
    {
        var glyphs = new Dictionary<int, ushort>();
        for (int i = 0, count = U16(table, 2); i < count; i++)
        {
            var (platform, encoding) = (U16(table, 4 + (8 * i)), U16(table, 6 + (8 * i)));
            var map = table[(int)U32(table, 8 + (8 * i))..];
            if (platform == 0 || (platform == 3 && encoding is 1 or 10))
            {
                Read(map, glyphs);
            }
        }

        return glyphs;
    }

    private static void Read(ReadOnlySpan<byte> map, Dictionary<int, ushort> glyphs)
    {
        switch (U16(map, 0))
        {
            case 4:
                Segments(map, glyphs);
                break;
            case 12:
                Groups(map, glyphs);
                break;
        }
    }

    private static void Segments(ReadOnlySpan<byte> map, Dictionary<int, ushort> glyphs)
    {
        var size = U16(map, 6);
        var (ends, starts) = (14, 16 + size);
        var (deltas, offsets) = (starts + size, starts + (2 * size));
        for (var segment = 0; segment < size; segment += 2)
        {
            var (start, end, offset) = (U16(map, starts + segment), U16(map, ends + segment), U16(map, offsets + segment));
            for (int c = start; c <= end && c < 0xFFFF; c++)
            {
                var at = offsets + segment + offset + (2 * (c - start));
                var glyph = offset == 0 ? c : at + 2 <= map.Length ? U16(map, at) : 0;
                if (offset == 0 || glyph != 0)
                {
                    glyphs.TryAdd(c, (ushort)(glyph + U16(map, deltas + segment)));
                }
            }
        }
    }

    private static void Groups(ReadOnlySpan<byte> map, Dictionary<int, ushort> glyphs)
    {
        for (uint i = 0, count = Math.Min(U32(map, 12), (uint)map.Length / 12); i < count; i++)
        {
            var at = 16 + (int)(12 * i);
            var (start, end, glyph) = (U32(map, at), Math.Min(U32(map, at + 4), 0x10FFFF), U32(map, at + 8));
            for (var c = start; c <= end && glyph + (c - start) <= ushort.MaxValue; c++)
            {
                glyphs.TryAdd((int)c, (ushort)(glyph + (c - start)));
            }
        }
    }
}
