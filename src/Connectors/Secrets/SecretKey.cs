using System.Security.Cryptography;

namespace BenchHub.Connectors.Secrets;

/// <summary>A key of 256 bits. Prints as its id, never as itself.</summary>
public sealed class SecretKey
{
    public const string EnvironmentVariable = "BENCHHUB_MASTER_KEY";
    private const int KeyBytes = 32;
    internal const int IdBytes = 8;

    private readonly byte[] _key;

    private SecretKey(byte[] key)
    {
        _key = key;

        // Derived apart from every other use of the key, and too short to tell anything about it.
        IdBits = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, IdBytes, info: "benchhub key id"u8.ToArray());
    }

    /// <summary>Names the key without revealing it.</summary>
    public string Id => Convert.ToHexStringLower(IdBits);

    internal byte[] IdBits { get; }

    /// <exception cref="SecretException">The text is not 32 bytes in base64.</exception>
    public static SecretKey FromBase64(string text, string source)
    {
        var key = new byte[KeyBytes];
        return Convert.TryFromBase64String(text.Trim(), key, out var length) && length == KeyBytes
            ? new(key)
            : throw new SecretException(
                $"{source} must hold {KeyBytes} bytes in base64 (44 characters), such as the output of: openssl rand -base64 {KeyBytes}");
    }

    /// <returns>The key in BENCHHUB_MASTER_KEY, or null where that is not set.</returns>
    /// <exception cref="SecretException">It is set to something that is no key.</exception>
    public static SecretKey? FromEnvironment() =>
        Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } text
            ? FromBase64(text, $"The environment variable {EnvironmentVariable}")
            : null;

    public static SecretKey Generate() => new(RandomNumberGenerator.GetBytes(KeyBytes));

    public override string ToString() => $"key {Id}";

    internal AesGcm Cipher() => new(_key, AesGcm.TagByteSizes.MaxSize);

    internal string ToBase64() => Convert.ToBase64String(_key);
}
