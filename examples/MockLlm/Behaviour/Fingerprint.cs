using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace BenchHub.MockLlm;

/// <summary>SHA-256 of the path, a line feed and the body as it came: one byte of difference is another request.</summary>
/// <param name="Hex">64 lower-case digits.</param>
/// <param name="Start">The first eight bytes.</param>
internal readonly record struct Fingerprint(string Hex, ulong Start)
{
    public static Fingerprint Of(string path, ReadOnlySpan<byte> body)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(Encoding.UTF8.GetBytes(path + "\n"));
        sha.AppendData(body);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        sha.GetHashAndReset(hash);
        return new(Convert.ToHexStringLower(hash), BinaryPrimitives.ReadUInt64BigEndian(hash));
    }
}
