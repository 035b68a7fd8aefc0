using System.Buffers;
using System.Runtime.CompilerServices;
using Dapper;

namespace BenchHub.Storage.Batches;

/// <summary>One file of the hub's own batch interface.</summary>
/// <param name="Name">As it was uploaded.</param>
/// <param name="Purpose"><c>batch</c>, or <c>batch_output</c> of those that the hub wrote.</param>
/// <param name="ExpiresAt">It may be purged from then on.</param>
[method: ExplicitConstructor]
public sealed record ServedFile(string Id, string Name, string Purpose, long Bytes, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

/// <summary>Files in chunks, never whole in memory.</summary>
public sealed class ServedFiles(Database database)
{
    // Of an upload that broke off, nobody can see anything.
    private const int Unsealed = -1;
    private static readonly TimeSpan LongestUpload = TimeSpan.FromDays(1);

    private const string Select = "SELECT id, name, purpose, bytes, created_at, expires_at FROM served_files";

    private sealed class Chunk
    {
        public byte[] Payload { get; init; } = [];
    }

    public async Task<ServedFileDraft> Begin(string id, string name, string purpose, DateTimeOffset expiresAt, CancellationToken cancellation = default)
    {
        var now = database.Time.GetUtcNow();
        await database.Execute(
            """
            INSERT INTO served_files (id, name, purpose, bytes, created_at, expires_at) VALUES (@id, @name, @purpose, @bytes, @now, @until)
            ON CONFLICT (id) DO NOTHING
            """,
            new { id, name, purpose, bytes = Unsealed, now, until = now + LongestUpload },
            cancellation);
        await database.Execute("DELETE FROM served_file_chunks WHERE file_id = @id", new { id }, cancellation);
        return new(database, id, expiresAt);
    }

    public Task<ServedFile?> Find(string id, CancellationToken cancellation = default) => database.Read(
        scope => scope.First<ServedFile>($"{Select} WHERE id = @id AND bytes >= 0", new { id }), cancellation);

    /// <summary>By the instant of their creation.</summary>
    /// <param name="purpose">Null for all.</param>
    /// <param name="after">Id of the last one seen.</param>
    /// <param name="isNewestFirst">Else the oldest comes first.</param>
    /// <param name="most">Rows wanted.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<IReadOnlyList<ServedFile>> List(string? purpose, string? after, bool isNewestFirst, int most, CancellationToken cancellation = default) => database.Read(
        scope => scope.List<ServedFile>(
            $"""
            {Select} WHERE bytes >= 0 {(purpose is null ? "" : "AND purpose = @purpose")}
            {(after is null ? "" : $"AND (created_at, id) {(isNewestFirst ? "<" : ">")} (SELECT created_at, id FROM served_files WHERE id = @after)")}
            ORDER BY created_at {(isNewestFirst ? "DESC, id DESC" : ", id")} LIMIT @most
            """,
            new { purpose, after, most }),
        cancellation);

    /// <summary>Its bytes, a chunk at a time.</summary>
    public async IAsyncEnumerable<byte[]> Read(string id, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var chunk = 0; ; chunk++)
        {
            var found = await database.Read(
                scope => scope.First<Chunk>("SELECT payload FROM served_file_chunks WHERE file_id = @id AND chunk = @chunk", new { id, chunk }), cancellation);
            if (found is null)
            {
                yield break;
            }

            yield return Packed.Unpack(found.Payload);
        }
    }

    /// <returns>Whether there was such a file.</returns>
    public Task<bool> Delete(string id, CancellationToken cancellation = default) => database.Write(
        async scope =>
        {
            await scope.Execute("DELETE FROM served_file_chunks WHERE file_id = @id", new { id });
            return await scope.Execute("DELETE FROM served_files WHERE id = @id", new { id }) == 1;
        },
        cancellation);

    /// <summary>Removes what has expired, but no file that an open batch still reads.</summary>
    public Task<int> Purge(CancellationToken cancellation = default) => database.Write(
        async scope =>
        {
            const string Expired =
                """
                SELECT id FROM served_files WHERE expires_at < @now
                    AND NOT EXISTS (SELECT 1 FROM served_batches WHERE input_file_id = served_files.id AND ended_at IS NULL)
                """;
            var values = new { now = database.Time.GetUtcNow() };
            await scope.Execute($"DELETE FROM served_file_chunks WHERE file_id IN ({Expired})", values);
            return await scope.Execute($"DELETE FROM served_files WHERE id IN ({Expired})", values);
        },
        cancellation);
}

/// <summary>A file on its way in. Not for concurrent use; what is never sealed is purged after a day.</summary>
public sealed class ServedFileDraft
{
    private const int ChunkBytes = 1 << 20;

    private readonly Database _database;
    private readonly string _id;
    private readonly DateTimeOffset _expiresAt;
    private readonly ArrayBufferWriter<byte> _open = new();
    private int _chunks;
    private long _bytes;

    internal ServedFileDraft(Database database, string id, DateTimeOffset expiresAt) => (_database, _id, _expiresAt) = (database, id, expiresAt);

    public long Bytes => _bytes;

    public async Task Write(ReadOnlyMemory<byte> bytes, CancellationToken cancellation = default)
    {
        _open.Write(bytes.Span);
        _bytes += bytes.Length;
        if (_open.WrittenCount >= ChunkBytes)
        {
            await Flush(cancellation);
        }
    }

    public async Task Seal(CancellationToken cancellation = default)
    {
        if (_open.WrittenCount > 0)
        {
            await Flush(cancellation);
        }

        await _database.Execute("UPDATE served_files SET bytes = @bytes, expires_at = @until WHERE id = @id", new { id = _id, bytes = _bytes, until = _expiresAt }, cancellation);
    }

    private async Task Flush(CancellationToken cancellation)
    {
        await _database.Execute(
            "INSERT INTO served_file_chunks (file_id, chunk, payload) VALUES (@id, @chunk, @payload)",
            new { id = _id, chunk = _chunks++, payload = Packed.Pack(_open.WrittenSpan) },
            cancellation);
        _open.ResetWrittenCount();
    }
}
