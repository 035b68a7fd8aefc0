using System.Runtime.CompilerServices;

namespace BenchHub.Evaluation.Formats;

/// <summary>A line that is not blank; its text is valid until the next one is asked for.</summary>
internal readonly record struct TextLine(string File, long Number, ReadOnlyMemory<char> Text)
{
    public MalformedInputException Malformed(string reason) => new(File, Number, reason);
}

/// <summary>Cuts text into lines in blocks, in constant memory. Lines end with LF, CRLF or CR; a byte order mark is dropped.</summary>
internal static class TextLines
{
    /// <summary>In UTF-16 units; a longer line is refused before it fills the memory.</summary>
    public const int Longest = 16 * 1024 * 1024;

    private const int Block = 32 * 1024;

    public static async IAsyncEnumerable<TextLine> ReadAsync(
        TextReader reader, string file, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var buffer = new char[Block];
        var number = 0L;
        int start = 0, scanned = 0, end = 0;
        var afterCarriageReturn = false;
        for (var more = true; more;)
        {
            // Keep the unfinished line, make room behind it, and read on.
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (scanned, end, start) = (scanned - start, end - start, 0);
            if (end == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, Longest + Block));
            }

            var read = await reader.ReadAsync(buffer.AsMemory(end), cancellation).ConfigureAwait(false);
            more = read > 0;
            end += read;
            while (NextEnd(buffer, start, scanned, end, more) is var stop and >= 0)
            {
                // The LF of a CRLF ends no line of its own.
                var lineFeedOfPair = afterCarriageReturn && stop == start && stop < end && buffer[stop] == '\n';
                afterCarriageReturn = stop < end && buffer[stop] == '\r';
                var from = start;
                start = scanned = Math.Min(stop + 1, end);
                if (lineFeedOfPair)
                {
                    continue;
                }

                number++;
                from += number == 1 && from < stop && buffer[from] == '\uFEFF' ? 1 : 0;
                Refuse(stop - from, file, number);
                if (!buffer.AsSpan(from, stop - from).IsWhiteSpace())
                {
                    yield return new(file, number, buffer.AsMemory(from, stop - from));
                }

                if (stop == end)
                {
                    break;
                }
            }

            scanned = end;
            Refuse(end - start, file, number + 1);
        }
    }

    // Where the line that is being scanned ends, or -1 if more text has to be read to know.
    private static int NextEnd(char[] buffer, int start, int scanned, int end, bool more)
    {
        var found = buffer.AsSpan(scanned, end - scanned).IndexOfAny('\n', '\r');
        return found >= 0 ? scanned + found : more || start == end ? -1 : end;
    }

    private static void Refuse(int length, string file, long number)
    {
        if (length > Longest)
        {
            throw new MalformedInputException(file, number, $"The line is longer than {Longest} characters.");
        }
    }
}
