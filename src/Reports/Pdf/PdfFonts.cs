using System.Globalization;
using System.Text;
using BenchHub.Reports.Fonts;

namespace BenchHub.Reports.Pdf;

/// <summary>The fonts of one document: which of their glyphs it shows, and only those are carried along.</summary>
internal sealed class PdfFonts(FontChain chain)
{
    private readonly List<Used> _used = [];

    /// <summary>Characters that no font has; they are shown as boxes and can still be searched and copied.</summary>
    public SortedSet<int> Missing { get; } = [];

    public double Width(string text, double size, bool isBold) => chain.Width(text, isBold) * size / 1000;

    /// <summary>The operators that show a text at the pen.</summary>
    public string Shown(string text, double size, bool isBold)
    {
        var operators = new StringBuilder();
        Used? current = null;
        foreach (var character in VisualOrder.Of(text))
        {
            var (font, glyph) = chain.Of(character, isBold);
            if (glyph == 0)
            {
                Missing.Add(character.Value);
            }

            if (current?.Font != font)
            {
                operators.Append(current is null ? "" : "> Tj ");
                current = Entry(font);
                operators.Append(CultureInfo.InvariantCulture, $"/{current.Key} {PdfFile.Number(size)} Tf <");
            }

            operators.Append(current.Number(glyph, character).ToString("X4", CultureInfo.InvariantCulture));
        }

        return operators.Append(current is null ? "" : "> Tj").ToString();
    }

    /// <summary>Writes the fonts.</summary>
    /// <returns>The entries of the resource dictionary.</returns>
    public string Write(PdfFile file) => string.Join(' ', _used.Select(used => $"/{used.Key} {used.Write(file)} 0 R"));

    private Used Entry(TrueTypeFont font)
    {
        if (_used.Find(used => used.Font == font) is not { } entry)
        {
            entry = new(font, $"F{_used.Count + 1}");
            _used.Add(entry);
        }

        return entry;
    }

    private sealed class Used(TrueTypeFont font, string key)
    {
        private readonly List<(ushort Glyph, Rune Character)> _glyphs = [(0, new Rune(0xFFFD))];
        private readonly Dictionary<(ushort, Rune), int> _numbers = [];

        public TrueTypeFont Font => font;

        public string Key => key;

        public int Number(ushort glyph, Rune character)
        {
            if (!_numbers.TryGetValue((glyph, character), out var number))
            {
                number = _glyphs.Count;
                _glyphs.Add((glyph, character));
                _numbers[(glyph, character)] = number;
            }

            return number;
        }

        public int Write(PdfFile file)
        {
            // Six letters and a plus mark a subset (ISO 32000-1, 9.6.4).
            var letters = $"BENCH{(char)('A' + (key[^1] - '0'))}";
            var name = $"{letters}+{string.Concat(Path.GetFileNameWithoutExtension(font.Name).Where(char.IsAsciiLetterOrDigit))}";
            var subset = FontSubset.Of(font, _glyphs.Select(static glyph => glyph.Glyph));
            var data = file.AddStream(subset, $"/Length1 {subset.Length}");
            var descriptor = file.Add(
                $"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{string.Join(' ', font.Box)}] /ItalicAngle 0 /Ascent {font.Ascent} /Descent {font.Descent} /CapHeight {font.Ascent} /StemV 80 /FontFile2 {data} 0 R >>");
            var widths = string.Join(' ', _glyphs.Select(glyph => font.Advance(glyph.Glyph)));
            var glyphs = file.Add(
                $"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {descriptor} 0 R /W [0 [{widths}]] /CIDToGIDMap /Identity >>");
            var characters = file.AddStream(Encoding.ASCII.GetBytes(Characters()));
            return file.Add($"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{glyphs} 0 R] /ToUnicode {characters} 0 R >>");
        }

        /// <summary>Which character a glyph stands for, so that the text can be searched and copied.</summary>
        private string Characters()
        {
            var map = new StringBuilder(
                "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def /CMapName /Adobe-Identity-UCS def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
            foreach (var chunk in _glyphs.Select(static (glyph, number) => (glyph.Character, number)).Chunk(100))
            {
                map.Append(CultureInfo.InvariantCulture, $"{chunk.Length} beginbfchar\n");
                foreach (var (character, number) in chunk)
                {
                    map.Append(CultureInfo.InvariantCulture, $"<{number:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(character.ToString()))}>\n");
                }

                map.Append("endbfchar\n");
            }

            return map.Append("endcmap CMapName currentdict /CMap defineresource pop end end\n").ToString();
        }
    }
}
