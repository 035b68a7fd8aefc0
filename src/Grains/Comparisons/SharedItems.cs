using System.Security.Cryptography;
using System.Text.Json;
using BenchHub.Storage.Datasets;

namespace BenchHub.Grains.Comparisons;

/// <summary>
/// The items that several bodies of items have in common: the same id, text, judgements and record. Results on different versions of a
/// dataset can be paired on these.
/// </summary>
internal static class SharedItems
{
    /// <param name="contents">Where the items are.</param>
    /// <param name="hashes">Of the bodies.</param>
    /// <param name="cancellation">Gives up reading.</param>
    /// <returns>By body, the indexes of the shared items, in the first body's order.</returns>
    /// <exception cref="KeyNotFoundException">A body is not stored here any more.</exception>
    public static async Task<int[][]> Of(DatasetContents contents, IReadOnlyList<string> hashes, CancellationToken cancellation = default)
    {
        var bodies = new List<Dictionary<UInt128, int>>(hashes.Count);
        foreach (var hash in hashes)
        {
            var places = new Dictionary<UInt128, int>();
            await foreach (var item in contents.ReadItems(hash, cancellation: cancellation))
            {
                places.TryAdd(Key(item), item.Index);
            }

            bodies.Add(places);
        }

        UInt128[] shared = [.. bodies[0].Where(item => bodies.TrueForAll(body => body.ContainsKey(item.Key))).OrderBy(static item => item.Value).Select(static item => item.Key)];
        return [.. bodies.Select(body => Array.ConvertAll(shared, key => body[key]))];
    }

    private static UInt128 Key(DatasetItem item) =>
        System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(item with { Index = 0 })));
}
