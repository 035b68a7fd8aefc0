using System.Text;

namespace BenchHub.Reports.Fonts;

/// <summary>Fonts in the order in which they are asked for a character, those for bold text ahead of the others in it.</summary>
public sealed class FontChain(IReadOnlyList<TrueTypeFont> regular, IReadOnlyList<TrueTypeFont> bold)
{
    private readonly TrueTypeFont[] _bold = [.. bold, .. regular];

    /// <summary>The first font that has the character; else the first of all, with glyph 0, a box.</summary>
    internal (TrueTypeFont Font, ushort Glyph) Of(Rune character, bool isBold)
    {
        var fonts = isBold ? _bold : regular;
        foreach (var font in fonts)
        {
            if (font.Glyph(character.Value) is var glyph and not 0)
            {
                return (font, glyph);
            }
        }

        return (fonts[0], 0);
    }

    /// <summary>Width of a text, in thousandths of its size.</summary>
    internal int Width(string text, bool isBold)
    {
        var width = 0;
        foreach (var character in text.EnumerateRunes())
        {
            var (font, glyph) = Of(character, isBold);
            width += font.Advance(glyph);
        }

        return width;
    }
}
