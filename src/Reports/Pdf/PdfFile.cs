using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace BenchHub.Reports.Pdf;

/// <summary>The objects of a PDF 1.7 file (ISO 32000-1) and how they are written.</summary>
internal sealed class PdfFile
{
    private readonly List<byte[]> _objects = [];

    /// <summary>A number for an object that is to come.</summary>
    public int Reserve()
    {
        _objects.Add([]);
        return _objects.Count;
    }

    public int Add(string content)
    {
        var number = Reserve();
        Set(number, content);
        return number;
    }

    public void Set(int number, string content) => _objects[number - 1] = Encoding.Latin1.GetBytes(content);

    /// <param name="entries">Of the stream's dictionary, beside its length and filter.</param>
    public int AddStream(byte[] content, string entries = "")
    {
        var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(content);
        }

        var number = Reserve();
        _objects[number - 1] =
        [
            .. Encoding.Latin1.GetBytes($"<< {entries} /Filter /FlateDecode /Length {packed.Length} >>\nstream\n"),
            .. packed.ToArray(),
            .. "\nendstream"u8,
        ];
        return number;
    }

    public byte[] Write(int catalog, int information)
    {
        var file = new MemoryStream();
        var places = new List<long>();
        Put("%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n");
        for (var i = 0; i < _objects.Count; i++)
        {
            places.Add(file.Length);
            Put($"{i + 1} 0 obj\n");
            file.Write(_objects[i]);
            Put("\nendobj\n");
        }

        var table = file.Length;
        Put($"xref\n0 {_objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places)
        {
            Put($"{place:0000000000} 00000 n \n");
        }

        Put($"trailer\n<< /Size {_objects.Count + 1} /Root {catalog} 0 R /Info {information} 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();

        void Put(string text) => file.Write(Encoding.Latin1.GetBytes(text));
    }

    /// <summary>A text string: UTF-16 with a byte order mark, in hexadecimal.</summary>
    public static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    public static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
