using System.Runtime.CompilerServices;
using BenchHub.Storage.Batches;

namespace BenchHub.Grains.Batches.Serving;

/// <summary>The lines of a stored file, one in memory at a time.</summary>
internal static class ServedLines
{
    /// <returns>Each line that is not blank, with its number from 1.</returns>
    public static async IAsyncEnumerable<(int Number, byte[] Bytes)> Read(ServedFiles files, string id, [EnumeratorCancellation] CancellationToken ct)
    {
        var open = new MemoryStream();
        var number = 1;
        await foreach (var chunk in files.Read(id, ct))
        {
            var rest = chunk.AsMemory();
            for (int end; (end = rest.Span.IndexOf((byte)'\n')) >= 0; rest = rest[(end + 1)..], number++)
            {
                open.Write(rest.Span[..end]);
                if (Take(open) is { } line)
                {
                    yield return (number, line);
                }
            }

            open.Write(rest.Span);
        }

        if (Take(open) is { } last)
        {
            yield return (number, last);
        }
    }

    private static byte[]? Take(MemoryStream open)
    {
        var line = open.GetBuffer().AsSpan(0, (int)open.Length).Trim(" \t\r\uFEFF"u8).ToArray();
        open.SetLength(0);
        return line.Length == 0 ? null : line;
    }
}
