using System.Runtime.CompilerServices;
using BenchHub.Storage.Jobs;

namespace BenchHub.Storage.Results;

/// <summary>What came of each item, while a task runs and after.</summary>
public sealed class ResultItems(Database database)
{
    // Wide against a chunk's spread (512 items and the calls in flight), so that few chunks are decoded twice.
    private const int Window = 4096;

    private sealed class ChunkIndex
    {
        public int Chunk { get; init; }

        public byte[] Indexes { get; init; } = [];
    }

    /// <summary>
    /// Streams outcomes in item order, each item once. Chunks hold items in the order answered, so the range is walked
    /// in windows, each filled from the chunks that reach into it: memory stays bounded however far they are out of order.
    /// </summary>
    public async IAsyncEnumerable<ItemOutcome> Read(
        string resultId, int first = 0, int count = int.MaxValue, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var end = (long)first + count;
        if (count == int.MaxValue)
        {
            end = 1L + (await database.Read(
                scope => scope.First<int?>("SELECT max(max_index) FROM result_chunks WHERE result_id = @resultId", new { resultId }), cancellation) ?? -1);
        }

        for (long from = Math.Max(0, first); from < end; from += Window)
        {
            var window = await Load(resultId, (int)from, (int)(Math.Min(from + Window, end) - from), cancellation);
            foreach (var outcome in window)
            {
                if (outcome is not null)
                {
                    yield return outcome;
                }
            }
        }
    }

    /// <summary>Chunk by chunk in the order sealed, for those who follow a running task.</summary>
    /// <param name="resultId">Of the task.</param>
    /// <param name="chunk">The first to read; chunks are numbered as they are sealed.</param>
    /// <param name="most">How many to read at the most.</param>
    /// <param name="cancellation">Gives up reading.</param>
    /// <returns>The chunks that there are, each with its number.</returns>
    public async Task<IReadOnlyList<(int Chunk, ItemOutcome[] Outcomes)>> ReadSealed(string resultId, int chunk, int most, CancellationToken cancellation = default)
    {
        var numbers = await database.Read(
            scope => scope.List<int>("SELECT chunk FROM result_chunks WHERE result_id = @resultId AND chunk >= @chunk ORDER BY chunk LIMIT @most", new { resultId, chunk, most }),
            cancellation);
        var read = new List<(int, ItemOutcome[])>(numbers.Count);
        foreach (var number in numbers)
        {
            read.Add((number, await Outcomes(resultId, number, cancellation)));
        }

        return read;
    }

    /// <summary>What <paramref name="of"/> makes of some items, by index; an item that is not recorded is missing. One chunk is in memory at a time.</summary>
    public async Task<IReadOnlyDictionary<int, T>> Pick<T>(
        string resultId, IEnumerable<int> indexes, Func<ItemOutcome, T> of, CancellationToken cancellation = default)
    {
        var wanted = indexes.ToHashSet();
        var found = new Dictionary<int, T>(wanted.Count);
        if (wanted.Count > 0)
        {
            var chunks = await Chunks("result_id = @resultId AND min_index <= @last AND max_index >= @first", new { resultId, first = wanted.Min(), last = wanted.Max() }, cancellation);
            foreach (var chunk in chunks.Where(chunk => IndexCodec.Decode(chunk.Indexes).Any(wanted.Contains)))
            {
                foreach (var outcome in (await Outcomes(resultId, chunk.Chunk, cancellation)).Where(outcome => wanted.Contains(outcome.Index)))
                {
                    found[outcome.Index] = of(outcome);
                }
            }
        }

        return found;
    }

    /// <summary>Indexes of the items that have an error, ascending. Reads the chunks that have such items, and no others.</summary>
    public async Task<IReadOnlyList<int>> Failed(string resultId, CancellationToken cancellation = default)
    {
        var failed = new SortedSet<int>();
        foreach (var chunk in await Chunks("result_id = @resultId AND failed > 0", new { resultId }, cancellation))
        {
            failed.UnionWith((await Outcomes(resultId, chunk.Chunk, cancellation)).Where(static outcome => outcome.Error is not null).Select(static outcome => outcome.Index));
        }

        return [.. failed];
    }

    private Task<IReadOnlyList<ChunkIndex>> Chunks(string where, object values, CancellationToken cancellation) =>
        database.Read(scope => scope.List<ChunkIndex>($"SELECT chunk, indexes FROM result_chunks WHERE {where} ORDER BY chunk", values), cancellation);

    private async Task<ItemOutcome?[]> Load(string resultId, int from, int length, CancellationToken cancellation)
    {
        var window = new ItemOutcome?[length];
        var chunks = await database.Read(
            scope => scope.List<(int Chunk, byte[] Payload)>(
                "SELECT chunk, payload FROM result_chunks WHERE result_id = @resultId AND min_index < @end AND max_index >= @from ORDER BY chunk",
                new { resultId, from, end = from + length }),
            cancellation);
        foreach (var (chunk, payload) in chunks)
        {
            foreach (var outcome in Decoded(resultId, chunk, payload))
            {
                if (outcome.Index >= from && outcome.Index < from + length)
                {
                    window[outcome.Index - from] = outcome;
                }
            }
        }

        return window;
    }

    private async Task<ItemOutcome[]> Outcomes(string resultId, int chunk, CancellationToken cancellation)
    {
        var payload = await database.Read(
            scope => scope.First<byte[]>("SELECT payload FROM result_chunks WHERE result_id = @resultId AND chunk = @chunk", new { resultId, chunk }), cancellation);
        return payload is null ? [] : Decoded(resultId, chunk, payload);
    }

    private static ItemOutcome[] Decoded(string resultId, int chunk, byte[] payload)
    {
        try
        {
            return OutcomeCodec.Decode(payload);
        }
        catch (InvalidDataException damaged)
        {
            throw new InvalidDataException($"Chunk {chunk} of result {resultId} cannot be read. {damaged.Message}", damaged);
        }
    }
}
