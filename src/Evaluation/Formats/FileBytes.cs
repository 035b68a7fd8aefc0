namespace BenchHub.Evaluation.Formats;

/// <summary>A stream's bytes to its end, in one array.</summary>
internal static class FileBytes
{
    /// <exception cref="MalformedInputException">There are more than an array can hold, 2 GiB.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(string file, Stream content, CancellationToken cancellation)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(content.CanSeek ? Size(file, content.Length - content.Position + 1) : 64 * 1024);
        for (var length = 0; ;)
        {
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, length == Array.MaxLength ? Size(file, long.MaxValue) : (int)Math.Min(Array.MaxLength, length * 2L));
            }

            var read = await content.ReadAsync(buffer.AsMemory(length), cancellation).ConfigureAwait(false);
            if (read == 0)
            {
                return buffer.AsMemory(0, length);
            }

            length += read;
        }
    }

    private static int Size(string file, long bytes) => bytes <= Array.MaxLength
        ? (int)bytes
        : throw new MalformedInputException(file, 1, "The file is longer than 2 GiB; cut it into files of whole queries and measure each.");
}
