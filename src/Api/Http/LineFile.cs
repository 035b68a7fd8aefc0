using System.Text;

namespace BenchHub.Api;

/// <summary>A text file that is written line by line while it is read from storage.</summary>
internal static class LineFile
{
    /// <param name="lines">Makes the lines, each time from the start.</param>
    /// <param name="name">What a browser saves it as.</param>
    /// <param name="mediaType">In UTF-8.</param>
    /// <exception cref="Evaluation.Formats.UnwritableIdException">The format cannot hold an id; nothing was sent.</exception>
    public static async Task<IResult> Answer(
        Func<IAsyncEnumerable<string>> lines, string name, CancellationToken ct, string mediaType = "text/plain")
    {
        // Half a file is worse than none: what cannot be written has to be found before the first byte is sent.
        await foreach (var _ in lines().WithCancellation(ct))
        {
        }

        return TypedResults.Stream(target => Write(lines(), target, ct), $"{mediaType}; charset=utf-8", name);
    }

    private static async Task Write(IAsyncEnumerable<string> lines, Stream target, CancellationToken ct)
    {
        await using var writer = new StreamWriter(target, new UTF8Encoding(false), bufferSize: 64 * 1024) { NewLine = "\n" };
        await foreach (var line in lines.WithCancellation(ct))
        {
            await writer.WriteLineAsync(line.AsMemory(), ct);
        }
    }
}
