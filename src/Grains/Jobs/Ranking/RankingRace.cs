using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Statistics.Sequential;
using BenchHub.Jobs;
using BenchHub.Storage.Jobs;
using BenchHub.Systems;

namespace BenchHub.Grains.Jobs.Ranking;

/// <summary>The systems of a job on one dataset, as far as their sealed items were read. No clock, no I/O, no Orleans.</summary>
internal sealed class RankingRace
{
    private readonly IReadOnlyList<TaskRow> _tasks;
    private readonly EarlyStopping _settings;
    private readonly Metric _metric;
    private readonly int _seed;
    private readonly int[] _places;
    private readonly RankedStopping _rule;
    private readonly Runner[] _runners;

    /// <param name="job">Theirs.</param>
    /// <param name="settings">Of the job.</param>
    /// <param name="tasks">Of one dataset, two at least, in the order of their numbers.</param>
    public RankingRace(JobId job, EarlyStopping settings, IReadOnlyList<TaskRow> tasks)
    {
        (_tasks, _settings, _metric, _seed) = (tasks, settings, MetricCatalog.Resolve(settings.Metric), settings.SeedFor(job));
        var items = tasks[0].Items;
        _places = new int[items];
        foreach (var (place, index) in RandomOrder.Of(_seed, items).Index())
        {
            _places[index] = place;
        }

        _runners = [.. tasks.Select(static task => new Runner(task))];
        _rule = new(tasks.Count, items, new()
        {
            Margin = settings.Margin,
            Scores = new() { Alpha = settings.Alpha, Range = new(_metric.Definition.Minimum, _metric.Definition.Maximum) },
        });
    }

    /// <summary>Where reading goes on, for each task.</summary>
    public IReadOnlyList<Runner> Runners => _runners;

    /// <summary>Takes note of one sealed chunk of a task.</summary>
    /// <param name="runner">Place of the task.</param>
    /// <param name="chunk">Its number.</param>
    /// <param name="outcomes">All of it.</param>
    /// <param name="metric">Place of the metric among the scores.</param>
    public void Add(int runner, int chunk, IReadOnlyList<ItemOutcome> outcomes, int metric)
    {
        foreach (var outcome in outcomes)
        {
            _rule.Add(runner, _places[outcome.Index], outcome.Scores[metric]);
        }

        _runners[runner].Read += outcomes.Count;
        _runners[runner].NextChunk = chunk + 1;
    }

    /// <summary>Every pair takes the items that both systems have by now.</summary>
    public void Advance() => _rule.Advance();

    public RankingView View(LookAtRanking query)
    {
        var place = _tasks.Index().First(task => task.Item.Number == query.Task).Index;
        var own = _rule.Pairs.Where(pair => pair.Has(place)).ToList();

        // Nobody waits for a system that ended, with whatever it brought.
        var open = own.Where(pair => !pair.IsDecided && !_runners[pair.A == place ? pair.B : pair.A].IsOver).ToList();
        return new(
            open.Count == 0 ? null : open.Min(static pair => pair.Through),
            _rule.IsDone(place),
            _runners.All(static runner => runner.IsCurrent) && _runners[place].Read >= query.Sealed,
            new(_settings, _seed, RandomOrder.Method, _rule.Pairs.Count, [.. own.Select(Told)]));
    }

    private PairDecision Told(RankedPair pair)
    {
        var (a, b, decision) = (_tasks[pair.A], _tasks[pair.B], pair.Decision);
        var isBetterA = decision.Sign > 0 == (_metric.Definition.Direction is MetricDirection.HigherIsBetter);
        return new(
            new(a.SystemId), a.SystemName, new(b.SystemId), b.SystemName,
            decision.Reason switch
            {
                StopReason.Difference => PairVerdict.Difference,
                StopReason.Equivalence => PairVerdict.Equivalence,
                _ => PairVerdict.Undecided,
            },
            decision.Reason is not StopReason.Difference ? null : new SystemId(isBetterA ? a.SystemId : b.SystemId),
            decision.Difference.Low, decision.Difference.High, decision.P, pair.Through);
    }

    /// <summary>What is known of one task.</summary>
    internal sealed class Runner(TaskRow row)
    {
        public TaskRow Row { get; set; } = row;

        public int NextChunk { get; set; }

        public int Read { get; set; }

        public bool IsCurrent => Read >= Row.Done;

        public bool IsOver => IsCurrent && Row.Snapshot().Status.IsFinal();
    }
}
