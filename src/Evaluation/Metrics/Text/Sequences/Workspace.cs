namespace BenchHub.Evaluation.Metrics.Text.Sequences;

/// <summary>Buffers that are kept between calls and only ever grow.</summary>
internal static class Workspace
{
    /// <summary>Room for so many entries; what stood there is lost if it has to grow.</summary>
    public static Span<T> Require<T>(ref T[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = new T[Math.Max(length, (int)Math.Min(2L * buffer.Length, Array.MaxLength))];
        }

        return buffer.AsSpan(0, length);
    }
}
