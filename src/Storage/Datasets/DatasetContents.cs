using System.Runtime.CompilerServices;

namespace BenchHub.Storage.Datasets;

/// <summary>The bodies of datasets, by content hash. A sealed body never changes.</summary>
public sealed class DatasetContents(Database database)
{
    private const int ChunksPerRead = 4;

    private sealed class Body
    {
        public string DraftId { get; init; } = "";

        public bool HasRecords { get; init; }
    }

    private sealed class Chunk
    {
        public int Kind { get; init; }

        public int First { get; init; }

        public int Rows { get; init; }

        public byte[] Payload { get; init; } = [];
    }

    public async Task<DatasetDraft> Begin(CancellationToken cancellation = default) =>
        new(database, await Drafts.Begin(database, cancellation));

    public Task<DatasetContent?> Find(string hash, CancellationToken cancellation = default) => database.Read(
        scope => scope.First<DatasetContent>("SELECT hash, items, documents, judgements, definition FROM dataset_contents WHERE hash = @hash", new { hash }),
        cancellation);

    /// <summary>Streams the items from index <paramref name="first"/> on, a few chunks in memory at a time.</summary>
    /// <exception cref="KeyNotFoundException">No body has the hash.</exception>
    public IAsyncEnumerable<DatasetItem> ReadItems(string hash, int first = 0, int count = int.MaxValue, CancellationToken cancellation = default) =>
        Read(hash, KindOfItems, first, count, DecodeItems, cancellation);

    /// <summary>Reads some items, in the order asked for; all of them are in memory. A chunk that holds several is read once.</summary>
    /// <exception cref="KeyNotFoundException">No body has the hash, or an index is not in it.</exception>
    public async Task<DatasetItem[]> ReadItems(string hash, IReadOnlyList<int> indexes, CancellationToken cancellation = default)
    {
        var body = await BodyOf(hash, cancellation);
        var wanted = indexes.ToHashSet();
        var found = new Dictionary<int, DatasetItem>(wanted.Count);
        foreach (var index in wanted.Order())
        {
            if (found.ContainsKey(index))
            {
                continue;
            }

            foreach (var chunk in await Load(body.DraftId, KindOfItems(body), index, 1, cancellation))
            {
                foreach (var item in DecodeItems(chunk).Where(item => wanted.Contains(item.Index)))
                {
                    found[item.Index] = item;
                }
            }
        }

        return [.. indexes.Select(index => found[index])];
    }

    /// <summary>Streams the documents in the order in which they were added.</summary>
    /// <exception cref="KeyNotFoundException">No body has the hash.</exception>
    public IAsyncEnumerable<DatasetDocument> ReadDocuments(string hash, int first = 0, int count = int.MaxValue, CancellationToken cancellation = default) =>
        Read(hash, static _ => ChunkedRows.Documents, first, count, static chunk => ContentCodec.Documents(Packed.Unpack(chunk.Payload), chunk.Rows), cancellation);

    /// <summary>Streams the examples in the order in which they were added, as JSON objects; none of most bodies.</summary>
    /// <exception cref="KeyNotFoundException">No body has the hash.</exception>
    public IAsyncEnumerable<string> ReadExamples(string hash, CancellationToken cancellation = default) => Read(
        hash, static _ => ChunkedRows.Examples, 0, int.MaxValue, static chunk => ContentCodec.Examples(Packed.Unpack(chunk.Payload), chunk.Rows), cancellation);

    /// <summary>Removes a body; does nothing when there is none. That no version of a dataset needs it is the caller's to know.</summary>
    public Task Delete(string hash, CancellationToken cancellation = default) => database.Write(
        async scope =>
        {
            if (await scope.First<string>("DELETE FROM dataset_contents WHERE hash = @hash RETURNING draft_id", new { hash }) is { } draft)
            {
                await Drafts.Remove(scope, draft);
            }

            return 0;
        },
        cancellation);

    private async IAsyncEnumerable<T> Read<T>(
        string hash, Func<Body, int> kindOf, int first, int count, Func<Chunk, T[]> decode, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var body = await BodyOf(hash, cancellation);
        var kind = kindOf(body);
        var end = Math.Min((long)first + count, int.MaxValue);
        for (var next = Math.Max(0, first); next < end;)
        {
            var chunks = await Load(body.DraftId, kind, next, ChunksPerRead, cancellation);
            foreach (var chunk in chunks)
            {
                var rows = decode(chunk);
                for (var i = next - chunk.First; i < rows.Length && chunk.First + i < end; i++)
                {
                    yield return rows[i];
                }

                next = chunk.First + chunk.Rows;
            }

            if (chunks.Count < ChunksPerRead)
            {
                yield break;
            }
        }
    }

    private static int KindOfItems(Body body) => body.HasRecords ? ChunkedRows.Records : ChunkedRows.Items;

    private static DatasetItem[] DecodeItems(Chunk chunk) => chunk.Kind == ChunkedRows.Records
        ? ContentCodec.Records(Packed.Unpack(chunk.Payload), chunk.First, chunk.Rows)
        : ContentCodec.Items(Packed.Unpack(chunk.Payload), chunk.First, chunk.Rows);

    private async Task<Body> BodyOf(string hash, CancellationToken cancellation) => await database.Read(
        scope => scope.First<Body>("SELECT draft_id, definition IS NOT NULL AS has_records FROM dataset_contents WHERE hash = @hash", new { hash }), cancellation)
        ?? throw new KeyNotFoundException($"No dataset content {hash} is stored here.");

    private Task<IReadOnlyList<Chunk>> Load(string draft, int kind, int next, int most, CancellationToken cancellation) => database.Read(
        scope => scope.List<Chunk>(
            """
            SELECT kind, first, rows, payload FROM dataset_chunks
            WHERE draft_id = @draft AND kind = @kind AND chunk >= (
                SELECT max(chunk) FROM dataset_chunks WHERE draft_id = @draft AND kind = @kind AND first <= @next)
            ORDER BY chunk LIMIT @most
            """,
            new { draft, kind, next, most }),
        cancellation);
}
