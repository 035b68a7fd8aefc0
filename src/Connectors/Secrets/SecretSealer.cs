using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BenchHub.Systems;

namespace BenchHub.Connectors.Secrets;

/// <summary>
/// Seals the secret headers of a system with AES-256-GCM. A sealed text is bound to its system: copied to another one
/// it does not open. Layout, in base64: version, key id (8 bytes), nonce (12), tag (16), ciphertext.
/// </summary>
/// <param name="key">Seals, and opens what it sealed.</param>
/// <param name="oldKeys">Only open, so that a key can be replaced before everything is sealed anew.</param>
public sealed class SecretSealer(SecretKey key, params IEnumerable<SecretKey> oldKeys)
{
    private const byte Version = 1;
    private const int NonceAt = 1 + SecretKey.IdBytes;
    private const int NonceBytes = 12;
    private const int TagAt = NonceAt + NonceBytes;
    private const int TagBytes = 16;
    private const int TextAt = TagAt + TagBytes;

    private readonly ImmutableArray<SecretKey> _keys = [key, .. oldKeys];

    /// <returns>Another text each time, since the nonce is random.</returns>
    public string Seal(SystemId system, IReadOnlyDictionary<string, string> secrets)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(secrets);
        var text = new byte[TextAt + plain.Length];
        text[0] = Version;
        key.IdBits.CopyTo(text.AsSpan(1));
        RandomNumberGenerator.Fill(text.AsSpan(NonceAt, NonceBytes));
        using var cipher = key.Cipher();
        cipher.Encrypt(
            text.AsSpan(NonceAt, NonceBytes), plain, text.AsSpan(TextAt), text.AsSpan(TagAt, TagBytes), Context(text, system));
        CryptographicOperations.ZeroMemory(plain);
        return Convert.ToBase64String(text);
    }

    /// <exception cref="SecretException">No key of this hub sealed it, or it was changed since.</exception>
    public ImmutableDictionary<string, string> Open(SystemId system, string sealedText)
    {
        var text = Decode(system, sealedText);
        var keyId = text.AsSpan(1, SecretKey.IdBytes);
        var fitting = FindKey(keyId) ?? throw new SecretException(
            $"The secrets of {system} were sealed with key {Convert.ToHexStringLower(keyId)}, which this hub does not have (it has {key.Id}). "
            + $"Give it that key as {SecretKey.EnvironmentVariable} or as an old key, or register the secrets again.");

        var plain = new byte[text.Length - TextAt];
        try
        {
            using var cipher = fitting.Cipher();
            cipher.Decrypt(
                text.AsSpan(NonceAt, NonceBytes), text.AsSpan(TextAt), text.AsSpan(TagAt, TagBytes), plain, Context(text, system));
            return JsonSerializer.Deserialize<ImmutableDictionary<string, string>>(plain)!;
        }
        catch (AuthenticationTagMismatchException changed)
        {
            throw Damaged(system, changed);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>Whether an old key sealed it, so that it is time to seal it anew.</summary>
    public bool IsStale(SystemId system, string sealedText) =>
        !Decode(system, sealedText).AsSpan(1, SecretKey.IdBytes).SequenceEqual(key.IdBits);

    private SecretKey? FindKey(ReadOnlySpan<byte> id)
    {
        foreach (var candidate in _keys)
        {
            if (id.SequenceEqual(candidate.IdBits))
            {
                return candidate;
            }
        }

        return null;
    }

    private static byte[] Decode(SystemId system, string sealedText)
    {
        try
        {
            var text = Convert.FromBase64String(sealedText);
            return text.Length < TextAt ? throw Damaged(system)
                : text[0] == Version ? text
                : throw new SecretException($"The secrets of {system} are sealed in form {text[0]}, which a newer version of BenchHub made.");
        }
        catch (FormatException malformed)
        {
            throw Damaged(system, malformed);
        }
    }

    // What is authenticated beside the secrets: the header of the text, and whose secrets they are.
    private static byte[] Context(ReadOnlySpan<byte> text, SystemId system) =>
        [.. text[..NonceAt], .. Encoding.UTF8.GetBytes(system.Value)];

    private static SecretException Damaged(SystemId system, Exception? inner = null) =>
        new($"The sealed secrets of {system} were changed, or belong to another system. Register them again.", inner);
}
