using System.Collections.ObjectModel;

namespace Grpc.Core;

/// <summary>Headers or trailers in order; a key may occur more than once and is kept in lower case.</summary>
public sealed partial class Metadata : Collection<Metadata.Entry>
{
    /// <summary>Keys that end so carry bytes, written as base64 on the wire.</summary>
    public const string BinaryHeaderSuffix = "-bin";

    public static readonly Metadata Empty = new(Array.Empty<Entry>());

    public Metadata()
    {
    }

    private Metadata(IList<Entry> fixedSize)
        : base(fixedSize)
    {
    }

    /// <returns>The last entry with this key, as the last one wins.</returns>
    public Entry? Get(string key) => this.LastOrDefault(entry => entry.HasKey(key));

    public string? GetValue(string key) => Get(key)?.Value;

    public byte[]? GetValueBytes(string key) => Get(key)?.ValueBytes;

    public IEnumerable<Entry> GetAll(string key) => this.Where(entry => entry.HasKey(key));

    public void Add(string key, string value) => Add(new Entry(key, value));

    public void Add(string key, byte[] valueBytes) => Add(new Entry(key, valueBytes));
}
