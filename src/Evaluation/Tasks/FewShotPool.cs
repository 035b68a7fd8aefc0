using System.Text.Json;
using BenchHub.Evaluation.Statistics.Resampling;

namespace BenchHub.Evaluation.Tasks;

/// <summary>
/// The solved records of a split, and which of them a record is shown: the first ones, or a draw without replacement. A record
/// is never its own example. Safe for concurrent use.
/// </summary>
/// <remarks>
/// lm-evaluation-harness draws for one record after the other from one generator, so that its examples depend on how many
/// records came before. Here the draw is seeded by the seed and the record itself: it does not depend on the order in which
/// records are asked, or on which of them are. The distribution is the same, the examples are not.
/// </remarks>
public sealed class FewShotPool
{
    private readonly FewShotSettings _settings;
    private readonly (JsonElement Record, RecordKey Key)[] _examples;
    private readonly HashSet<RecordKey> _keys;

    private FewShotPool(FewShotSettings settings, (JsonElement Record, RecordKey Key)[] examples) =>
        (_settings, _examples, _keys) = (settings, examples, [.. examples.Select(static example => example.Key)]);

    /// <param name="settings">Of the task; where it has samples of its own the pool stays empty.</param>
    /// <param name="records">JSON objects.</param>
    /// <exception cref="JsonException">A record is no JSON.</exception>
    public static FewShotPool Of(FewShotSettings settings, IReadOnlyList<string> records) =>
        new(settings, settings.NeedsSplit ? [.. records.Select(static json => JsonElement.Parse(json)).Select(static record => (record, RecordKey.Of(record)))] : []);

    /// <returns>As many examples as the task shows, or all there are where those are too few. O(examples shown).</returns>
    public IReadOnlyList<JsonElement> For(JsonElement record)
    {
        if (_examples.Length == 0)
        {
            return [];
        }

        var key = RecordKey.Of(record);
        var others = _keys.Contains(key) ? Array.FindAll(_examples, example => example.Key != key) : _examples;
        var count = Math.Min(_settings.Count, others.Length);
        return [.. (_settings.IsDrawn ? Drawn(others.Length, count, key) : Enumerable.Range(0, count)).Select(place => others[place].Record)];
    }

    // The beginning of a shuffle (Fisher and Yates) that keeps only what it has moved.
    private IEnumerable<int> Drawn(int size, int count, RecordKey key)
    {
        var seed = SplitMix64.Stream((ulong)_settings.Seed, key.Seed);
        var moved = new Dictionary<int, int>();
        for (var i = 0; i < count; i++)
        {
            var place = i + (int)Math.BigMul(SplitMix64.At(seed, (ulong)i), (ulong)(size - i), out _);
            yield return moved.GetValueOrDefault(place, place);
            moved[place] = moved.GetValueOrDefault(i, i);
        }
    }
}
