using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Text;
using BenchHub.Evaluation.Statistics.Resampling;
using BenchHub.Evaluation.Tasks.Filters;

namespace BenchHub.Evaluation.Tasks;

/// <summary>Scores the answers to a task's requests, one by one and all together. Safe for concurrent use.</summary>
public sealed class TaskScorer
{
    /// <summary>What became of failed records in a value that all records have together, where an answer can be empty.</summary>
    public const string EmptyPolicy = "failed and missing items count as empty answers";

    private readonly TaskDefinition _task;
    private readonly FilterPipeline _pipeline;
    private readonly TaskMeasure[] _measures;

    /// <param name="task">Whose answers they are.</param>
    /// <param name="metrics">What to compute, which need not be what the definition names.</param>
    /// <param name="filter">One of <see cref="TaskDefinition.Filters"/>; the first where it is null.</param>
    /// <exception cref="UnknownMetricException">A metric does not fit the kind of the task; the message says why.</exception>
    /// <exception cref="ArgumentException">The task has no such filter.</exception>
    public TaskScorer(TaskDefinition task, MetricSet metrics, string? filter = null)
    {
        (_task, Metrics) = (task, metrics);
        _pipeline = filter is null
            ? task.Pipelines[0]
            : task.Pipelines.FirstOrDefault(pipeline => pipeline.Name == filter)
                ?? throw new ArgumentException($"The task '{task.Name}' has no filter '{filter}'; it has {string.Join(", ", task.Filters)}.", nameof(filter));
        _measures = [.. metrics.Select(metric => TaskMeasures.For(metric, task))];
        Counts = [.. _measures.Select(static measure => measure.Width)];
    }

    public MetricSet Metrics { get; }

    /// <summary>How many counts each metric has in <see cref="TaskScore.Counts"/>, in the set's order.</summary>
    public IReadOnlyList<int> Counts { get; }

    /// <summary>The values of one record.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="answers">What is known of the answers.</param>
    /// <returns>NaN where a metric is undefined; where that is a defect of the record or its answer, the score says why.</returns>
    public TaskScore Score(TaskPrompt request, TaskAnswers answers)
    {
        var problem = default(string);
        var extracted = Guarded(() => answers.Texts.Count > 0 ? Extract(request, answers.Texts) : null, null, ref problem);
        var item = new TaskItem(request, answers, extracted);
        return Score(item, ref problem) with { Extracted = extracted, Problem = problem };
    }

    /// <summary>The values of a record whose answer failed or is missing: each metric's default.</summary>
    public TaskScore ScoreMissing(TaskPrompt request)
    {
        var problem = default(string);
        var empty = Score(new(request, new(), ""), ref problem);
        for (var (m, at) = (0, 0); m < _measures.Length; at += Counts[m++])
        {
            var missing = empty.Values[m] = Metrics[m].Definition.MissingValue;
            if (_measures[m].Together is null)
            {
                (empty.Counts[at], empty.Counts[at + 1]) = double.IsNaN(missing) ? (0, 0) : (missing, 1);
            }
        }

        return empty with { IsFailed = true };
    }

    /// <summary>What the model is taken to have answered: what the filters leave of its answers, of several the first.</summary>
    /// <exception cref="InvalidItemException">A filter cannot be applied to these answers.</exception>
    public string Extract(TaskPrompt request, IReadOnlyList<string> texts) => _pipeline.Apply(texts, request.Options)[0];

    /// <summary>What the filters leave of each answer by itself, as for the samples of a program.</summary>
    /// <exception cref="InvalidItemException">A filter cannot be applied to a single answer.</exception>
    public IReadOnlyList<string> ExtractEach(TaskPrompt request, IReadOnlyList<string> texts) =>
        [.. texts.Select(text => Extract(request, [text]))];

    /// <summary>A metric over all records, with its interval.</summary>
    /// <param name="metric">Position in the set.</param>
    /// <param name="scores">In the order of the records, which is the same for all systems.</param>
    /// <param name="bootstrap">How the interval is resampled.</param>
    /// <param name="signature">With what the caller knows besides, made with the same <paramref name="bootstrap"/>.</param>
    /// <param name="cancellation">Stops the resampling.</param>
    public Aggregate Aggregate(
        int metric,
        IReadOnlyList<TaskScore> scores,
        BootstrapSettings? bootstrap = null,
        Signature? signature = null,
        CancellationToken cancellation = default)
    {
        bootstrap ??= BootstrapSettings.Default;
        signature ??= Signature(metric, bootstrap);
        bool[] failed = [.. scores.Select(static score => score.IsFailed)];
        if (_measures[metric].Together is not { } together)
        {
            return Evaluation.Metrics.Aggregate.Of(Metrics[metric].Definition, [.. scores.Select(score => score.Values[metric])], failed, signature, bootstrap, cancellation);
        }

        var countsFailed = !double.IsNaN(Metrics[metric].Definition.MissingValue);
        var rows = scores.Where(score => countsFailed || !score.IsFailed)
            .Select(score => Row(score, metric))
            .Where(static row => Array.Exists(row, static count => count != 0))
            .ToArray();
        var set = rows.Length == 0 ? PreparedSet.Without(0, "there are no items") : together(rows);
        var errors = failed.Count(static one => one);
        var whole = Evaluation.Metrics.Aggregate.Of(set, scores.Count, countsFailed ? 0 : errors, signature, bootstrap, cancellation);
        return countsFailed && errors > 0
            ? whole with { Errors = errors, Coverage = Math.Max(0, whole.N - errors) / (double)scores.Count, Policy = EmptyPolicy }
            : whole;
    }

    /// <summary>How the value of a metric comes about; the filter, and what was ignored in comparing, are part of it.</summary>
    public Signature Signature(int metric, BootstrapSettings? bootstrap = null)
    {
        var signature = Evaluation.Metrics.Signature.Of(Metrics[metric], bootstrap: bootstrap);
        signature = _pipeline.Name == FilterPipeline.TakeFirst.Name ? signature : signature.With("filter", _pipeline.Name);
        var ignored = _task.Measured.FirstOrDefault(one => one.Name == Metrics.Names[metric])?.Ignored ?? [];
        return ignored.Count == 0 ? signature : signature.With("ignored", string.Join(' ', ignored));
    }

    private double[] Row(TaskScore score, int metric) => score.Counts.AsSpan(Counts.Take(metric).Sum(), Counts[metric]).ToArray();

    private TaskScore Score(TaskItem item, ref string? problem)
    {
        var (values, counts) = (new double[_measures.Length], new double[Counts.Sum()]);
        for (var (m, at) = (0, 0); m < values.Length; at += Counts[m++])
        {
            var (measure, own) = (_measures[m], new double[Counts[m]]);
            values[m] = Guarded(() => measure.Score(item, own), double.NaN, ref problem);
            own.CopyTo(counts, at);
        }

        return new(values, counts, Extracted: null, Problem: null);
    }

    // What is wrong with one record is said with the record, and leaves its value undefined.
    private static T Guarded<T>(Func<T> compute, T otherwise, ref string? problem)
    {
        try
        {
            return compute();
        }
        catch (Exception invalid) when (invalid is InvalidItemException or InvalidReferenceException)
        {
            problem ??= invalid.Message;
            return otherwise;
        }
    }
}
