using System.Buffers;
using System.Text;

namespace Grpc.Core;

public sealed partial class Metadata
{
    private static readonly SearchValues<char> KeyCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-");

    /// <summary>One header or trailer: text, or bytes when the key ends in <see cref="BinaryHeaderSuffix"/>.</summary>
#pragma warning disable CA1034 // upstream nests it
    public class Entry
#pragma warning restore CA1034
    {
        private readonly string? _text;
        private readonly byte[] _bytes;

        /// <exception cref="ArgumentException">The key is not a header name or marks a binary value.</exception>
        public Entry(string key, string value)
        {
            ArgumentNullException.ThrowIfNull(value);
            Key = Normalize(key);
            if (IsBinaryKey(Key))
            {
                throw new ArgumentException($"The metadata key '{key}' ends in -bin, so its value must be bytes.", nameof(key));
            }

            _text = value;
            _bytes = [];
        }

        /// <exception cref="ArgumentException">The key is not a header name or marks a text value.</exception>
        public Entry(string key, byte[] valueBytes)
        {
            ArgumentNullException.ThrowIfNull(valueBytes);
            Key = Normalize(key);
            if (!IsBinaryKey(Key))
            {
                throw new ArgumentException($"The metadata key '{key}' must end in -bin to carry bytes.", nameof(key));
            }

            _bytes = [.. valueBytes];
        }

        public string Key { get; }

        public bool IsBinary => _text is null;

        public string Value =>
            _text ?? throw new InvalidOperationException($"The metadata entry '{Key}' is binary and has no text.");

        public byte[] ValueBytes => _text is null ? [.. _bytes] : Encoding.ASCII.GetBytes(_text);

        /// <summary>The value as HTTP carries it.</summary>
        internal string WireValue => _text ?? Convert.ToBase64String(_bytes);

        public override string ToString() => $"[Entry: key={Key}, value={WireValue}]";

        internal static bool IsKey(string key) => key.Length > 0 && !key.AsSpan().ContainsAnyExcept(KeyCharacters);

        internal static bool IsBinaryKey(string key) => key.EndsWith(BinaryHeaderSuffix, StringComparison.OrdinalIgnoreCase);

        internal bool HasKey(string key) => Key.Equals(key, StringComparison.OrdinalIgnoreCase);

        private static string Normalize(string key)
        {
            ArgumentNullException.ThrowIfNull(key);
            return IsKey(key)
                ? key.ToLowerInvariant()
                : throw new ArgumentException($"The metadata key '{key}' may hold only letters, digits, '_', '-' and '.'.", nameof(key));
        }
    }
}
