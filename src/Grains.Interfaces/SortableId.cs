namespace BenchHub;

/// <summary>
/// Ids such as <c>job_01k9…</c>: a prefix that says what it names and a version 7 UUID (RFC 9562) in
/// Crockford's base 32, so that text order is creation order.
/// </summary>
public static class SortableId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    public static string New(string prefix, DateTimeOffset now) => prefix + Encode(Guid.CreateVersion7(now));

    /// <summary>The same text for the same <paramref name="seed"/>, so that a repeated request names the same thing.</summary>
    public static string FromSeed(string prefix, string seed)
    {
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(prefix + seed));
        return prefix + Encode(new Guid(hash.AsSpan(0, 16), bigEndian: true));
    }

    private static string Encode(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var value = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return string.Create(26, value, static (text, rest) =>
        {
            for (var i = text.Length - 1; i >= 0; i--, rest >>= 5)
            {
                text[i] = Alphabet[(int)(rest & 31)];
            }
        });
    }
}
