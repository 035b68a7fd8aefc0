using BenchHub.Storage.Models;

namespace BenchHub.Storage.Datasets;

/// <summary>What a system said to an item elsewhere.</summary>
/// <param name="Outputs">Of all repeats, in their order; none where it failed.</param>
/// <param name="Scores">That another tool computed, by the metric's name; of repeats their mean.</param>
/// <param name="Error">Why there is no output; null where there is one.</param>
/// <param name="LatencyMilliseconds">Of all repeats together; 0 where nobody measured it.</param>
public sealed record RecordedItem(
    IReadOnlyList<ModelOutput> Outputs, IReadOnlyDictionary<string, double> Scores, string? Error, double LatencyMilliseconds);

/// <summary>Answers of language models that were recorded elsewhere, by item. <see cref="RecordedRuns"/> takes them in and forgets them.</summary>
public sealed class RecordedOutputs(Database database)
{
    private const int ItemsPerRead = 256;

    private sealed class Row
    {
        public string ItemId { get; init; } = "";

        public byte[] Payload { get; init; } = [];
    }

    /// <returns>Those items that have an answer, or an error in its place.</returns>
    public async Task<IReadOnlyDictionary<string, RecordedItem>> Read(
        string systemId, IReadOnlyList<string> itemIds, CancellationToken cancellation = default)
    {
        var found = new Dictionary<string, RecordedItem>(itemIds.Count);
        foreach (var ids in itemIds.Chunk(ItemsPerRead))
        {
            var rows = await database.Read(
                scope => scope.List<Row>(
                    $"""
                    SELECT item_id, payload FROM recorded_outputs
                    WHERE draft_id = (SELECT draft_id FROM recorded_runs WHERE system_id = @systemId) AND {scope.Engine.Among("item_id", "@ids")}
                    ORDER BY item_id, part
                    """,
                    new { systemId, ids = ids.Select(Texts.Storable).ToArray() }),
                cancellation);
            var parts = rows.GroupBy(static row => row.ItemId).ToDictionary(static item => item.Key, static item => Whole([.. item.Select(static row => RecordedCodec.Decode(row.Payload))]));
            foreach (var id in ids)
            {
                if (parts.TryGetValue(Texts.Storable(id), out var whole))
                {
                    found[id] = whole;
                }
            }
        }

        return found;
    }

    private static RecordedItem Whole(RecordedItem[] parts)
    {
        ModelOutput[] outputs = [.. parts.SelectMany(static part => part.Outputs)];
        return new(
            outputs,
            parts.SelectMany(static part => part.Scores).GroupBy(static score => score.Key)
                .ToDictionary(static score => score.Key, static score => score.Average(static one => one.Value)),
            outputs.Length > 0 ? null : parts.Select(static part => part.Error).FirstOrDefault(static error => error is not null),
            parts.Sum(static part => part.LatencyMilliseconds));
    }
}

/// <summary>The bytes of one part.</summary>
internal static class RecordedCodec
{
    public static byte[] Encode(RecordedItem item)
    {
        var to = new PayloadWriter();
        OutputCodec.Write(to, item.Outputs);
        to.Int(item.Scores.Count);
        foreach (var (name, score) in item.Scores)
        {
            to.Text(name);
            to.Double(score);
        }

        to.OptionalText(item.Error);
        to.Double(item.LatencyMilliseconds);
        return Packed.Pack(to.Written);
    }

    public static RecordedItem Decode(byte[] packed)
    {
        var from = new PayloadReader(Packed.Unpack(packed));
        var outputs = OutputCodec.Read(ref from);
        var scores = new Dictionary<string, double>();
        for (var left = from.Count(); left > 0; left--)
        {
            scores.Add(from.Text(), from.Double());
        }

        return new(outputs, scores, from.OptionalText(), from.Double());
    }
}
