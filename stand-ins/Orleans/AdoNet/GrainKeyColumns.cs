using System.Text;
using Orleans.Runtime;

namespace Orleans.AdoNet;

/// <summary>How a key lies in columns: a Guid as two halves, an integer in the second, text and extensions as text.</summary>
internal readonly record struct GrainKeyColumns(long N0, long N1, string? Text, uint Hash)
{
    public static GrainKeyColumns Of(GrainId grainId)
    {
        if (grainId.TryGetGuidKey(out var guid, out var extension))
        {
            var bytes = guid.ToByteArray();
            return new(BitConverter.ToInt64(bytes, 0), BitConverter.ToInt64(bytes, 8), extension, HashOf(bytes, extension));
        }

        if (grainId.TryGetIntegerKey(out var integer, out extension))
        {
            return new(0, integer, extension, HashOf(BitConverter.GetBytes(integer), extension));
        }

        var text = grainId.Key.ToString();
        return new(0, 0, text, HashOf([], text));
    }

    // Upstream hashes the bytes backwards.
    private static uint HashOf(byte[] key, string? text)
    {
        byte[] bytes = [.. key, .. Encoding.UTF8.GetBytes(text ?? string.Empty)];
        Array.Reverse(bytes);
        return StableHash.Of(bytes);
    }
}
