using System.Text;
using BenchHub.Evaluation.Formats;

namespace BenchHub.Cli.Evaluating;

/// <summary>A line of a text file, from 1, without its end.</summary>
internal readonly record struct NumberedLine(string File, long Number, string Text)
{
    public MalformedInputException Malformed(string reason) => new(File, Number, reason);
}

/// <summary>
/// The lines of a UTF-8 file, blank ones too, as they are counted against another file's. They end with LF or CRLF; one at the very
/// end opens no further line. A byte order mark is dropped.
/// </summary>
internal static class LineFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="MalformedInputException">A line is no UTF-8.</exception>
    /// <exception cref="IOException">The file is absent or cannot be read.</exception>
    public static IEnumerable<NumberedLine> Read(string file)
    {
        var bytes = File.ReadAllBytes(file).AsMemory();
        bytes = bytes.Span.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        for (var number = 1L; !bytes.IsEmpty; number++)
        {
            var end = bytes.Span.IndexOf((byte)'\n');
            yield return new(file, number, Text(file, number, (end < 0 ? bytes : bytes[..end]).Span));
            bytes = end < 0 ? default : bytes[(end + 1)..];
        }
    }

    private static string Text(string file, long number, ReadOnlySpan<byte> line)
    {
        try
        {
            return Strict.GetString(line is [.. var before, (byte)'\r'] ? before : line);
        }
        catch (DecoderFallbackException broken)
        {
            throw new MalformedInputException(file, number, $"This is not valid UTF-8 (near byte {broken.Index + 1} of the line).");
        }
    }
}
