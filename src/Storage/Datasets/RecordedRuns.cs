using System.Data.Common;

namespace BenchHub.Storage.Datasets;

/// <summary>Answers that a system gave elsewhere (a run file), by query; also takes in and forgets <see cref="RecordedOutputs"/>.</summary>
public sealed class RecordedRuns(Database database)
{
    private const int QueriesPerRead = 256;

    private sealed class Row
    {
        public string QueryId { get; init; } = "";

        public byte[] Payload { get; init; } = [];
    }

    public async Task<RecordedDraft> Begin(string systemId, CancellationToken cancellation = default) =>
        new(database, systemId, await Drafts.Begin(database, cancellation));

    /// <returns>The answers of those queries that have any, in the order recorded.</returns>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<(string DocumentId, double Score)>>> Read(
        string systemId, IReadOnlyList<string> queryIds, CancellationToken cancellation = default)
    {
        var answers = new Dictionary<string, IReadOnlyList<(string, double)>>(queryIds.Count);
        foreach (var ids in queryIds.Chunk(QueriesPerRead))
        {
            var rows = await database.Read(
                scope => scope.List<Row>(
                    $"""
                    SELECT query_id, payload FROM recorded_answers
                    WHERE draft_id = (SELECT draft_id FROM recorded_runs WHERE system_id = @systemId) AND {scope.Engine.Among("query_id", "@ids")}
                    """,
                    new { systemId, ids = ids.Select(Texts.Storable).ToArray() }),
                cancellation);
            foreach (var row in rows)
            {
                answers[row.QueryId] = AnswerCodec.Decode(Packed.Unpack(row.Payload));
            }
        }

        return answers;
    }

    /// <summary>Forgets a system's run; does nothing when there is none.</summary>
    public Task Delete(string systemId, CancellationToken cancellation = default) => database.Write(
        async scope =>
        {
            if (await scope.First<string>("DELETE FROM recorded_runs WHERE system_id = @systemId RETURNING draft_id", new { systemId }) is { } draft)
            {
                await Drafts.Remove(scope, draft);
            }

            return 0;
        },
        cancellation);
}

/// <summary>A run on its way in. Disposing without <see cref="Seal"/> discards it. Not for concurrent use.</summary>
public sealed class RecordedDraft : IAsyncDisposable
{
    private static readonly BulkTable Table = new(
        "recorded_answers", ("draft_id", BulkType.Text), ("query_id", BulkType.Text), ("payload", BulkType.Bytes));

    private static readonly BulkTable Outputs = new(
        "recorded_outputs", ("draft_id", BulkType.Text), ("item_id", BulkType.Text), ("part", BulkType.Number), ("payload", BulkType.Bytes));

    private readonly Database _database;
    private readonly string _systemId;
    private readonly string _id;
    private bool _isSealed;

    internal RecordedDraft(Database database, string systemId, string id) => (_database, _systemId, _id) = (database, systemId, id);

    /// <summary>Adds all answers of some queries, in one transaction.</summary>
    /// <exception cref="InvalidDataException">A query already has answers; nothing of this call was added.</exception>
    public async Task AddAnswers(
        IReadOnlyList<(string QueryId, IReadOnlyList<(string DocumentId, double Score)> Answers)> queries, CancellationToken cancellation = default)
    {
        var rows = queries.Select(q => new object?[] { _id, q.QueryId, Packed.Pack(AnswerCodec.Encode(q.Answers)) }).ToList();
        try
        {
            await _database.Insert(Table, rows, cancellation);
        }
        catch (DbException twice) when (_database.IsDuplicate(twice))
        {
            throw new InvalidDataException($"Query '{await Repeated([.. queries.Select(q => q.QueryId)], cancellation)}' has answers twice. Give all answers of a query together.", twice);
        }
    }

    /// <summary>Adds what a model said to some items, in one transaction.</summary>
    /// <exception cref="InvalidDataException">An item has that part already; nothing of this call was added.</exception>
    public async Task AddOutputs(IReadOnlyList<(string ItemId, int Part, RecordedItem Item)> items, CancellationToken cancellation = default)
    {
        var rows = items.Select(item => new object?[] { _id, Texts.Storable(item.ItemId), item.Part, RecordedCodec.Encode(item.Item) }).ToList();
        try
        {
            await _database.Insert(Outputs, rows, cancellation);
        }
        catch (DbException twice) when (_database.IsDuplicate(twice))
        {
            throw new InvalidDataException($"An item of those from '{items[0].ItemId}' to '{items[^1].ItemId}' is answered twice.", twice);
        }
    }

    /// <summary>Makes this the system's run, in place of the one before.</summary>
    public async Task Seal(CancellationToken cancellation = default)
    {
        await _database.Write(
            async scope =>
            {
                var before = await scope.First<string>(
                    $"SELECT draft_id FROM recorded_runs WHERE system_id = @system {scope.Engine.ForUpdate}", new { system = _systemId });
                await scope.Execute(
                    "INSERT INTO recorded_runs (system_id, draft_id) VALUES (@system, @id) ON CONFLICT (system_id) DO UPDATE SET draft_id = excluded.draft_id",
                    new { system = _systemId, id = _id });
                await Drafts.Seal(scope, _id);
                if (before is not null && before != _id)
                {
                    await Drafts.Remove(scope, before);
                }

                return 0;
            },
            cancellation);
        _isSealed = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isSealed)
        {
            await Drafts.Discard(_database, _id);
        }
    }

    private async Task<string> Repeated(string[] ids, CancellationToken cancellation) =>
        ids.GroupBy(id => id).FirstOrDefault(group => group.Count() > 1)?.Key
        ?? await _database.Read(
            scope => scope.First<string>($"SELECT query_id FROM recorded_answers WHERE draft_id = @id AND {scope.Engine.Among("query_id", "@ids")} LIMIT 1", new { id = _id, ids }),
            cancellation)
        ?? "?";
}

internal static class AnswerCodec
{
    public static ReadOnlySpan<byte> Encode(IReadOnlyList<(string DocumentId, double Score)> answers)
    {
        var to = new PayloadWriter();
        to.Int(answers.Count);
        foreach (var (document, score) in answers)
        {
            to.Text(document);
            to.Double(score);
        }

        return to.Written;
    }

    public static IReadOnlyList<(string DocumentId, double Score)> Decode(byte[] plain)
    {
        var from = new PayloadReader(plain);
        var answers = new (string, double)[from.Count()];
        for (var i = 0; i < answers.Length; i++)
        {
            answers[i] = (from.Text(), from.Double());
        }

        return answers;
    }
}
