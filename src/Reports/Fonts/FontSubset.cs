using System.Buffers.Binary;
using static BenchHub.Reports.Fonts.TrueTypeFont;

namespace BenchHub.Reports.Fonts;

/// <summary>A font file with some glyphs of another, numbered from 0 in the order given; what they are composed of comes after them.</summary>
internal static class FontSubset
{
    private const ushort WordArguments = 0x1, Scale = 0x8, More = 0x20, TwoScales = 0x40, Matrix = 0x80;

    /// <param name="glyphs">Old numbers; the same one may come twice.</param>
    public static byte[] Of(TrueTypeFont font, IEnumerable<ushort> glyphs)
    {
        var order = glyphs.ToList();
        var (outlines, places, metrics) = (new MemoryStream(), new List<uint>(), new MemoryStream());

        // The list grows while it is walked, by the parts of composed glyphs.
        for (var i = 0; i < order.Count; i++)
        {
            places.Add((uint)outlines.Length);
            outlines.Write(Renumbered(font.Outline(order[i]), order));
            outlines.Write(new byte[(4 - (outlines.Length % 4)) % 4]);
            var width = font.Advance(order[i]) * font.UnitsPerEm / 1000;
            metrics.Write([(byte)(width >> 8), (byte)width, 0, 0]);
        }

        places.Add((uint)outlines.Length);
        var locations = new byte[4 * places.Count];
        for (var i = 0; i < places.Count; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(locations.AsSpan(4 * i), places[i]);
        }

        var head = Changed(font.Table("head"), (50, 1), (8, 0), (10, 0));
        SortedDictionary<string, byte[]> tables = new(StringComparer.Ordinal)
        {
            ["cvt "] = font.Table("cvt ").ToArray(),
            ["fpgm"] = font.Table("fpgm").ToArray(),
            ["glyf"] = outlines.ToArray(),
            ["head"] = head,
            ["hhea"] = Changed(font.Table("hhea"), (34, order.Count)),
            ["hmtx"] = metrics.ToArray(),
            ["loca"] = locations,
            ["maxp"] = Changed(font.Table("maxp"), (4, order.Count)),
            ["prep"] = font.Table("prep").ToArray(),
        };
        return Assembled([.. tables.Where(static table => table.Value.Length > 0)]);
    }

    /// <summary>An outline whose parts bear their new numbers.</summary>
    private static byte[] Renumbered(ReadOnlySpan<byte> outline, List<ushort> order)
    {
        var copy = outline.ToArray();
        if (copy.Length < 10 || I16(copy, 0) >= 0)
        {
            return copy;
        }

        ushort flags;
        var at = 10;
        do
        {
            flags = U16(copy, at);
            var part = order.IndexOf(U16(copy, at + 2));
            if (part < 0)
            {
                part = order.Count;
                order.Add(U16(copy, at + 2));
            }

            BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(at + 2), (ushort)part);
            at += 4 + ((flags & WordArguments) != 0 ? 4 : 2)
                + ((flags & Scale) != 0 ? 2 : (flags & TwoScales) != 0 ? 4 : (flags & Matrix) != 0 ? 8 : 0);
        }
        while ((flags & More) != 0);
        return copy;
    }

    private static byte[] Changed(ReadOnlySpan<byte> table, params ReadOnlySpan<(int At, int Value)> changes)
    {
        var copy = table.ToArray();
        foreach (var (at, value) in changes)
        {
            BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(at), (ushort)value);
        }

        return copy;
    }

    private static byte[] Assembled(KeyValuePair<string, byte[]>[] tables)
    {
        var file = new MemoryStream();
        var power = System.Numerics.BitOperations.Log2((uint)tables.Length);
        Write16(file, 1, 0, tables.Length, 16 << power, power, (16 * tables.Length) - (16 << power));
        var at = 12 + (16 * tables.Length);
        foreach (var (tag, table) in tables)
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(tag));
            Write32(file, Sum(table), (uint)at, (uint)table.Length);
            at += (table.Length + 3) & ~3;
        }

        foreach (var (_, table) in tables)
        {
            file.Write(table);
            file.Write(new byte[(4 - (table.Length % 4)) % 4]);
        }

        return file.ToArray();
    }

    private static uint Sum(byte[] table)
    {
        var sum = 0u;
        for (var i = 0; i < table.Length; i++)
        {
            sum += (uint)table[i] << (24 - (8 * (i % 4)));
        }

        return sum;
    }

    private static void Write16(Stream target, params ReadOnlySpan<int> values)
    {
        foreach (var value in values)
        {
            target.Write([(byte)(value >> 8), (byte)value]);
        }
    }

    private static void Write32(Stream target, params ReadOnlySpan<uint> values)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (var value in values)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
            target.Write(bytes);
        }
    }
}
