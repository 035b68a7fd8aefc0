using BenchHub.Comparisons;

namespace BenchHub.Grains.Comparisons;

/// <summary>
/// The last comparisons of this silo. Results never change but for their quarantine, so that one of the same results by the same rules stays as it is:
/// a leaderboard that many look at is tested once, and who asks meanwhile waits for the same tests.
/// </summary>
internal sealed class ComparisonShelf
{
    private const int Most = 256;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Task<Comparison>> _known = [];
    private readonly Queue<string> _oldest = [];

    public static string Key(CompareSystems query, string datasetName, ComparisonCandidates input) =>
        $"{StateJson.Of(query)} {datasetName} {input.Version} {string.Join(' ', input.Candidates.Select(static candidate => $"{candidate.Result.Id}/{candidate.Result.QuarantinedAt?.UtcTicks}"))} {string.Join(' ', input.Notes)}";

    /// <param name="key">Says all that the comparison depends on.</param>
    /// <param name="compare">Ten thousand resamples of some thousand items are not work for a turn: it runs beside it.</param>
    public Task<Comparison> Get(string key, Func<Comparison> compare)
    {
        lock (_lock)
        {
            // What could not be compared is tried again.
            if (_known.TryGetValue(key, out var known) && known is not ({ IsFaulted: true } or { IsCanceled: true }))
            {
                return known;
            }

            if (!_known.ContainsKey(key))
            {
                _oldest.Enqueue(key);
            }

            while (_oldest.Count > Most)
            {
                _known.Remove(_oldest.Dequeue());
            }

            return _known[key] = Task.Run(compare);
        }
    }
}
