using BenchHub.Evaluation.Metrics;
using BenchHub.Grains.Judges;
using BenchHub.Grains.Models;
using BenchHub.Jobs;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Models;
using BenchHub.Storage.Results;
using BenchHub.Systems;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>One column of scores per metric, filled in item order; memory is 8 bytes per item and metric.</summary>
internal sealed class ResultTally
{
    private readonly MetricSet _metrics;
    private readonly double[][] _columns;
    private readonly bool[] _failed;
    private readonly List<double> _latencies = [];
    private int _attempts;
    private Defects _defects = new(0, 0, 0);

    public ResultTally(int items, MetricSet metrics)
    {
        _metrics = metrics;
        _failed = new bool[items];
        _columns = [.. metrics.Select(_ => new double[items])];
        foreach (var column in _columns)
        {
            Array.Fill(column, double.NaN);
        }
    }

    public int Errors { get; private set; }

    public int Asked { get; private set; }

    public void Add(ItemOutcome item)
    {
        for (var metric = 0; metric < _columns.Length; metric++)
        {
            _columns[metric][item.Index] = item.Scores[metric];
        }

        foreach (var output in item.Outputs)
        {
            _defects = _defects.And(output);
        }

        Asked++;
        _attempts += item.Attempts;
        if (item.Error is null)
        {
            _latencies.Add(item.LatencyMilliseconds);
        }
        else
        {
            _failed[item.Index] = true;
            Errors++;
        }
    }

    /// <param name="isPartial">Whether items may be missing; they are undefined then, and the coverage says how many there are.</param>
    /// <exception cref="InvalidOperationException">An item is missing that must be there: the sealed chunks do not cover the dataset.</exception>
    public IReadOnlyList<ScoreColumn> Columns(bool isPartial)
    {
        if (Asked != _failed.Length && !isPartial)
        {
            throw new InvalidOperationException($"The result has {Asked} of {_failed.Length} items; nothing is recorded.");
        }

        return [.. _metrics.Select((metric, i) => Column(metric, _columns[i]))];
    }

    public ResultDocument Document(SubmitJob job, string? ended) => new(
        job.TopK, job.Concurrency, _attempts, Latency.Of(_latencies), Asked, ended)
    { Defects = _defects == new Defects(0, 0, 0) ? null : _defects };

    private ScoreColumn Column(Metric metric, double[] scores)
    {
        var aggregate = Aggregate.Of(metric.Definition, scores, _failed, Signature.Of(metric));
        return new(
            metric.Name.ToString(), Defined(aggregate.Value), Defined(aggregate.CiLow), Defined(aggregate.CiHigh), aggregate.N, aggregate.Errors,
            aggregate.Undefined, aggregate.Signature.ToString(), scores);
    }

    private static double? Defined(double value) => double.IsNaN(value) ? null : value;
}

/// <summary>What a result keeps beside its numbers.</summary>
/// <param name="TopK">Documents asked for; null where the system decided.</param>
/// <param name="Concurrency">Calls in flight that the job allowed.</param>
/// <param name="Attempts">Calls made, those repeated included.</param>
/// <param name="Latency">Null where nothing was answered.</param>
/// <param name="Asked">Items that were asked.</param>
/// <param name="Ended">Why the others were not; null where there are none.</param>
internal sealed record ResultDocument(int? TopK, int Concurrency, int Attempts, Latency? Latency, int Asked, string? Ended)
{
    /// <summary>What the answers of a model cost; null where nothing was asked of one.</summary>
    public Spent? Spent { get; init; }

    /// <summary>Where the job stops early: what is known of the system against the others, and by what guarantee.</summary>
    public StoppingReport? EarlyStopped { get; init; }

    /// <summary>The result whose outputs were scored; latencies and attempts are theirs. Null where a system was asked.</summary>
    public string? RescoredFrom { get; init; }

    /// <summary>The result whose outputs were the opponent's answers; null where no judge compared.</summary>
    public string? Against { get; init; }

    /// <summary>Who judged the answers, and how that went; null where nobody did.</summary>
    public IReadOnlyList<JudgeSummary>? Judges { get; init; }

    /// <summary>How far judges agree that measure alike; null where there are no two of them.</summary>
    public IReadOnlyList<JudgeAgreement>? Agreements { get; init; }

    /// <summary>Answers that came in a provider's batch; null where all were asked live.</summary>
    public int? Batched { get; init; }

    /// <summary>Of answers that are there and not whole; null where each is.</summary>
    public Defects? Defects { get; init; }

    /// <summary>The system as it was asked; its secrets are not part of it. Null in results of earlier versions.</summary>
    public SystemSpec? System { get; init; }
}

/// <summary>Answers that are there and not what they could be; an empty one may be filtered or cut off as well.</summary>
internal sealed record Defects(int Filtered, int CutOff, int Empty)
{
    public Defects And(ModelOutput output) => AnswerDefect.Of(output) is null ? this : new(
        Filtered + (AnswerDefect.IsFiltered(output) ? 1 : 0), CutOff + (AnswerDefect.IsCutOff(output) ? 1 : 0), Empty + (AnswerDefect.IsEmpty(output) ? 1 : 0));
}

/// <param name="Cost">In billionths of a US dollar; <paramref name="Unpriced"/> answers are not in it.</param>
/// <param name="InputTokens">Of requests that were paid for.</param>
/// <param name="OutputTokens">Of their answers.</param>
/// <param name="Unpriced">Answers of a model without a known price.</param>
/// <param name="Cached">Answers that stood in the cache and cost nothing.</param>
internal sealed record Spent(long Cost, long InputTokens, long OutputTokens, int Unpriced, int Cached);

/// <summary>Of the answered calls, in milliseconds; quantiles by the nearest-rank rule.</summary>
internal sealed record Latency(double Mean, double P50, double P95, double P99, double Max)
{
    public static Latency? Of(List<double> milliseconds)
    {
        if (milliseconds.Count == 0)
        {
            return null;
        }

        var mean = milliseconds.Average();
        milliseconds.Sort();
        return new(mean, At(0.50), At(0.95), At(0.99), milliseconds[^1]);

        double At(double quantile) => milliseconds[(int)Math.Ceiling(quantile * milliseconds.Count) - 1];
    }
}
