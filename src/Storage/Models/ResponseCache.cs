namespace BenchHub.Storage.Models;

/// <summary>An answer that was paid for, on its way into storage.</summary>
/// <param name="Key">Of the request, from <see cref="ResponseKey"/>.</param>
/// <param name="At">When the answer came; tells a repeated commit from an answer that was paid again.</param>
public sealed record PaidResponse(string Key, ModelOutput Output, DateTimeOffset At)
{
    /// <summary>Who gave it, in the provider's word; empty where that is not known.</summary>
    public string Model { get; init; } = "";

    /// <summary>The system that was paid; null where it is the one that the task is about.</summary>
    public string? PaidTo { get; init; }
}

/// <summary>Answers by what was asked. They get in through <c>TaskLedger.Append</c>, in the commit that says they were paid.</summary>
public sealed class ResponseCache(Database database)
{
    private sealed class Row
    {
        public string Key { get; init; } = "";

        public byte[] Payload { get; init; } = [];
    }

    /// <param name="keys">Of the requests of an item.</param>
    /// <param name="since">Older answers count as absent.</param>
    /// <param name="cancellation">Gives up reading.</param>
    /// <returns>The answers that are there, by key, each marked as cached.</returns>
    public async Task<IReadOnlyDictionary<string, ModelOutput>> Find(
        IReadOnlyList<string> keys, DateTimeOffset since, CancellationToken cancellation = default)
    {
        var rows = await database.Read(
            scope => scope.List<Row>(
                $"SELECT key, payload FROM response_cache WHERE {scope.Engine.Among("key", "@keys")} AND created_at >= @since", new { keys = keys.ToArray(), since }),
            cancellation);
        return rows.ToDictionary(static row => row.Key, static row => Decode(row.Payload) with { IsCached = true });
    }

    /// <summary>Keeps answers that no task paid for, with what they cost, in one commit. Repeating it counts once.</summary>
    /// <param name="payer">Who did, for the records of spending.</param>
    /// <param name="paid">Each with its <see cref="PaidResponse.PaidTo"/>.</param>
    /// <param name="cancellation">Gives up before the commit.</param>
    public Task Keep(string payer, IReadOnlyList<PaidResponse> paid, CancellationToken cancellation = default) => database.Write(
        async scope =>
        {
            await PaidWriter.Record(scope, payer, task: 0, systemId: "", paid);
            return 0;
        },
        cancellation);

    /// <summary>Forgets answers that were given before an instant.</summary>
    /// <returns>How many.</returns>
    public Task<int> Sweep(DateTimeOffset before, CancellationToken cancellation = default) =>
        database.Execute("DELETE FROM response_cache WHERE created_at < @before", new { before }, cancellation);

    internal static byte[] Encode(ModelOutput output)
    {
        var to = new PayloadWriter();
        OutputCodec.Write(to, output);
        return Packed.Pack(to.Written);
    }

    private static ModelOutput Decode(byte[] packed)
    {
        var from = new PayloadReader(Packed.Unpack(packed));
        return OutputCodec.ReadOne(ref from);
    }
}
