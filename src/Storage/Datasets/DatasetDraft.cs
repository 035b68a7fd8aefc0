using System.Security.Cryptography;
using System.Text;

namespace BenchHub.Storage.Datasets;

/// <summary>
/// A body of documents and items on its way in. What is added goes to the database in chunks and is never all in
/// memory. Not for concurrent use. Disposing without <see cref="Seal(CancellationToken)"/> discards it.
/// </summary>
public sealed class DatasetDraft : IAsyncDisposable
{
    private const int FlushBytes = 4 << 20;

    private static readonly BulkTable Chunks = new(
        "dataset_chunks",
        ("draft_id", BulkType.Text), ("kind", BulkType.Number), ("chunk", BulkType.Number),
        ("first", BulkType.Number), ("rows", BulkType.Number), ("payload", BulkType.Bytes));

    private readonly Database _database;
    private readonly string _id;
    private readonly ChunkedRows _documents;
    private readonly ChunkedRows _items;
    private readonly ChunkedRows _records;
    private readonly ChunkedRows _examples;
    private readonly List<object?[]> _pending = [];
    private int _pendingBytes;
    private int _judgements;
    private bool _isSealed;

    internal DatasetDraft(Database database, string id)
    {
        _database = database;
        _id = id;
        _documents = new(id, ChunkedRows.Documents);
        _items = new(id, ChunkedRows.Items);
        _records = new(id, ChunkedRows.Records);
        _examples = new(id, ChunkedRows.Examples);
    }

    public async Task AddDocuments(IReadOnlyList<DatasetDocument> documents, CancellationToken cancellation = default)
    {
        foreach (var document in documents)
        {
            await Queue(_documents.Add(to => ContentCodec.Write(to, document)), cancellation);
        }
    }

    /// <summary>Items are numbered in the order in which they are added.</summary>
    public async Task AddItems(IReadOnlyList<(string Id, string Text, IReadOnlyList<Judgement> Judgements)> items, CancellationToken cancellation = default)
    {
        foreach (var (id, text, judgements) in items)
        {
            _judgements += judgements.Count;
            await Queue(_items.Add(to => ContentCodec.Write(to, id, text, judgements)), cancellation);
        }
    }

    /// <summary>Items of a task: each a JSON object, numbered in the order in which they are added.</summary>
    public async Task AddRecords(IReadOnlyList<(string Id, string Json)> records, CancellationToken cancellation = default)
    {
        foreach (var (id, json) in records)
        {
            await Queue(_records.Add(to => ContentCodec.Write(to, id, json)), cancellation);
        }
    }

    /// <summary>Solved records that a task's requests may show before the question: each a JSON object. They are no items.</summary>
    public async Task AddExamples(IReadOnlyList<string> examples, CancellationToken cancellation = default)
    {
        foreach (var json in examples)
        {
            await Queue(_examples.Add(to => to.Text(json)), cancellation);
        }
    }

    /// <summary>
    /// Makes the body readable under its hash: SHA-256 over a tag, the SHA-256 of all documents and that of all items,
    /// each in the order added; of records over another tag, the SHA-256 of the definition and that of all records, and over a
    /// third with that of all examples where there are some. A body that is already there is kept and this one dropped.
    /// </summary>
    public Task<DatasetContent> Seal(CancellationToken cancellation = default) => Seal(null, cancellation);

    /// <inheritdoc cref="Seal(CancellationToken)"/>
    /// <param name="definition">What makes requests of the records; null where there are none.</param>
    /// <param name="cancellation">Gives up; the draft can be sealed again.</param>
    public async Task<DatasetContent> Seal(string? definition, CancellationToken cancellation)
    {
        await Queue(_documents.Cut(), cancellation);
        await Queue(_items.Cut(), cancellation);
        await Queue(_records.Cut(), cancellation);
        await Queue(_examples.Cut(), cancellation);
        await Flush(cancellation);
        byte[] whole = definition is null
            ? [.. "benchhub/content/1\n"u8, .. _documents.Digest(), .. _items.Digest()]
            : _examples.Rows == 0
                ? [.. "benchhub/records/1\n"u8, .. SHA256.HashData(Encoding.UTF8.GetBytes(definition)), .. _records.Digest()]
                : [.. "benchhub/records/2\n"u8, .. SHA256.HashData(Encoding.UTF8.GetBytes(definition)), .. _records.Digest(), .. _examples.Digest()];
        var content = new DatasetContent(
            "sha256:" + Convert.ToHexStringLower(SHA256.HashData(whole)), _items.Rows + _records.Rows, _documents.Rows, _judgements, definition);
        await _database.Write(
            async scope =>
            {
                await scope.Execute(
                    """
                    INSERT INTO dataset_contents (hash, draft_id, items, documents, judgements, definition)
                    VALUES (@Hash, @id, @Items, @Documents, @Judgements, @Definition)
                    ON CONFLICT (hash) DO NOTHING
                    """,
                    new { content.Hash, id = _id, content.Items, content.Documents, content.Judgements, content.Definition });

                // Asked for, not counted: a commit whose confirmation got lost is repeated.
                var kept = await scope.First<string>("SELECT draft_id FROM dataset_contents WHERE hash = @Hash", new { content.Hash });
                await (kept == _id ? Drafts.Seal(scope, _id) : Drafts.Remove(scope, _id));
                return kept;
            },
            cancellation);
        _isSealed = true;
        return content;
    }

    public async ValueTask DisposeAsync()
    {
        _documents.Dispose();
        _items.Dispose();
        _records.Dispose();
        _examples.Dispose();
        if (!_isSealed)
        {
            await Drafts.Discard(_database, _id);
        }
    }

    private async Task Queue(object?[]? chunk, CancellationToken cancellation)
    {
        if (chunk is null)
        {
            return;
        }

        _pending.Add(chunk);
        _pendingBytes += ((byte[])chunk[^1]!).Length;
        if (_pendingBytes >= FlushBytes)
        {
            await Flush(cancellation);
        }
    }

    private async Task Flush(CancellationToken cancellation)
    {
        if (_pending.Count > 0)
        {
            await _database.Insert(Chunks, _pending, cancellation);
            _pending.Clear();
            _pendingBytes = 0;
        }
    }
}
