using System.Buffers.Binary;

namespace BenchHub.Reports.Fonts;

/// <summary>What of a TrueType font (OpenType with quadratic outlines, ISO/IEC 14496-22) it takes to measure, draw and embed text.</summary>
/// <remarks>Of a collection (.ttc) the first font is read. Fonts with PostScript outlines (.otf) are refused.</remarks>
public sealed class TrueTypeFont
{
    private const uint Collection = 0x74746366;
    private const uint PostScript = 0x4F54544F;

    private readonly Dictionary<string, ReadOnlyMemory<byte>> _tables = [];
    private readonly IReadOnlyDictionary<int, ushort> _glyphs;
    private readonly int _advances;
    private readonly bool _isLong;

    private TrueTypeFont(string name, ReadOnlyMemory<byte> file)
    {
        Name = name;
        var start = U32(file.Span, 0) == Collection ? (int)U32(file.Span, 12) : 0;
        if (U32(file.Span, start) == PostScript)
        {
            throw new FontRefusedException($"The font {name} has PostScript outlines; a report takes fonts with TrueType outlines (.ttf), such as those of fonts-dejavu-core and fonts-nanum.");
        }

        for (int i = 0, count = U16(file.Span, start + 4); i < count; i++)
        {
            var entry = start + 12 + (16 * i);
            var tag = System.Text.Encoding.ASCII.GetString(file.Span.Slice(entry, 4));
            _tables[tag] = file.Slice((int)U32(file.Span, entry + 8), (int)U32(file.Span, entry + 12));
        }

        UnitsPerEm = U16(Table("head"), 18);
        _isLong = U16(Table("head"), 50) != 0;
        Box = [.. Enumerable.Range(0, 4).Select(i => Scaled(I16(Table("head"), 36 + (2 * i))))];
        Ascent = Scaled(I16(Table("hhea"), 4));
        Descent = Scaled(I16(Table("hhea"), 6));
        _advances = U16(Table("hhea"), 34);
        GlyphCount = U16(Table("maxp"), 4);
        _glyphs = CharacterMap.Read(Table("cmap"));
        if (UnitsPerEm == 0 || _advances == 0 || Table("glyf").IsEmpty || Table("loca").IsEmpty)
        {
            throw new FontRefusedException($"The font {name} has no outlines that a report could carry.");
        }

        // OS/2 fsType: bit 1 forbids embedding.
        if (Table("OS/2") is { Length: >= 10 } os2 && (U16(os2, 8) & 0xF) == 2)
        {
            throw new FontRefusedException($"The license of the font {name} forbids to embed it in documents; choose another.");
        }
    }

    /// <summary>Of its file.</summary>
    public string Name { get; }

    public int UnitsPerEm { get; }

    public int GlyphCount { get; }

    /// <summary>Of all glyphs together, in thousandths of the size: left, bottom, right, top.</summary>
    public IReadOnlyList<int> Box { get; }

    /// <summary>In thousandths of the size, as all lengths here.</summary>
    public int Ascent { get; }

    public int Descent { get; }

    /// <exception cref="FontRefusedException">The file is no such font.</exception>
    public static TrueTypeFont Read(string name, byte[] file)
    {
        try
        {
            return new(name, file);
        }
        catch (Exception broken) when (broken is ArgumentOutOfRangeException or IndexOutOfRangeException or OverflowException)
        {
            throw new FontRefusedException($"The file {name} is no TrueType font, or is cut short.");
        }
    }

    /// <summary>0 where the font does not have the character.</summary>
    public ushort Glyph(int codePoint) => _glyphs.GetValueOrDefault(codePoint) is var glyph && glyph < GlyphCount ? glyph : (ushort)0;

    public int Advance(int glyph)
    {
        var place = 4 * Math.Min(glyph, _advances - 1);
        var metrics = Table("hmtx");
        return place + 2 <= metrics.Length ? Scaled(U16(metrics, place)) : 0;
    }

    /// <summary>Empty where there is no such table.</summary>
    internal ReadOnlySpan<byte> Table(string tag) => _tables.GetValueOrDefault(tag).Span;

    /// <summary>The outline of a glyph; empty for a blank, and for what lies outside of the file.</summary>
    internal ReadOnlySpan<byte> Outline(int glyph)
    {
        var places = Table("loca");
        var size = _isLong ? 4 : 2;
        if (size * (glyph + 2) > places.Length)
        {
            return [];
        }

        var (from, to) = _isLong
            ? (U32(places, 4 * glyph), U32(places, 4 * (glyph + 1)))
            : (2u * U16(places, 2 * glyph), 2u * U16(places, 2 * (glyph + 1)));
        var outlines = Table("glyf");
        return from < to && to <= outlines.Length ? outlines[(int)from..(int)to] : [];
    }

    internal static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    internal static short I16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt16BigEndian(bytes[at..]);

    internal static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);

    private int Scaled(int units) => (int)Math.Round(1000.0 * units / UnitsPerEm);
}
