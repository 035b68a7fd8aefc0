using BenchHub.Evaluation.Judging;
using BenchHub.Evaluation.Metrics.Ratings;
using BenchHub.Jobs;
using BenchHub.Storage.Judges;

namespace BenchHub.Grains.Judges;

/// <summary>Counts what judges found, item by item; memory is 8 bytes per item and judge.</summary>
internal sealed class JudgeTally
{
    private readonly JudgeBench _bench;
    private readonly double[][] _values;
    private readonly JudgeSummary[] _sums;

    public JudgeTally(JudgeBench bench, int items)
    {
        _bench = bench;
        _values = [.. bench.Judges.Select(_ => new double[items])];
        Array.ForEach(_values, static values => Array.Fill(values, double.NaN));
        _sums = [.. bench.Judges.Select(static seated => new JudgeSummary(
            seated.Judge.Reference.Name, seated.Judge.Reference.Version, seated.Judge.System.Value, seated.Judge.Reference.Revision,
            seated.Instrument.Model, seated.Judge.Definition.Hash, 0, 0, 0, 0, 0, 0, 0, 0, 0))];
    }

    public IReadOnlyList<JudgeSummary> Summaries => _sums;

    public void Add(int index, IReadOnlyList<JudgeFinding> findings)
    {
        // Findings stand in the order of the judges; a failed item has none.
        for (var j = 0; j < findings.Count; j++)
        {
            var (sum, found) = (_sums[j], findings[j]);
            _values[j][index] = found.Value;
            _sums[j] = sum with
            {
                Judged = sum.Judged + 1,
                Undefined = sum.Undefined + (double.IsNaN(found.Value) ? 1 : 0),
                Malformed = sum.Malformed + found.Malformed.Count,
                OrderDecided = sum.OrderDecided + (found.Flags.Contains(SeatedJudge.OrderDecided) ? 1 : 0),
                Asked = sum.Asked + found.Asked,
                Cached = sum.Cached + found.Cached,
                Cost = sum.Cost + found.Usage.Cost,
                InputTokens = sum.InputTokens + found.Usage.InputTokens,
                OutputTokens = sum.OutputTokens + found.Usage.OutputTokens,
            };
        }
    }

    /// <summary>Of judges that measure alike; none where there are no two of them.</summary>
    public IReadOnlyList<JudgeAgreement> Agreements() =>
    [
        .. _bench.Judges
            .Select((seated, j) => (seated.Judge.Definition, Values: _values[j]))
            .GroupBy(static one => (one.Definition.Level, one.Definition.Scale, Pair: one.Definition.Kind is JudgeKind.Pairwise))
            .Where(static alike => alike.Count() > 1)
            .Select(static alike => Agreement(JudgePanel.Of([.. alike.Select(static one => (one.Definition.Name, (IReadOnlyList<double>)one.Values))], alike.Key.Level))),
    ];

    private static JudgeAgreement Agreement(JudgePanel panel) => new(
        panel.Judges, Word(panel.Level), Defined(panel.Alpha),
        [.. panel.Pairs.Select(static pair => new PairAgreement(pair.A, pair.B, Defined(pair.Kappa ?? double.NaN), Defined(pair.Pearson), pair.N))]);

    private static string Word(MeasurementLevel level) => level.ToString().ToLowerInvariant();

    private static double? Defined(double value) => double.IsNaN(value) ? null : value;
}
