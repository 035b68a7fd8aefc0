using System.Diagnostics.Metrics;
using BenchHub.Connectors.Net;
using BenchHub.Storage.Models;

namespace BenchHub.Grains;

/// <summary>
/// What a silo counts of its work, scraped as <c>benchhub_…</c>; dashboards and alerts know these names. No label names a system,
/// a job or a dataset: what those did stands in their results.
/// </summary>
internal static class Instruments
{
    // BenchHub is the meter that ServiceDefaults exports.
    private static readonly Meter Meter = new("BenchHub");
    private static readonly InstrumentAdvice<double> CallSeconds = new()
    {
        HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300],
    };

    private static readonly InstrumentAdvice<double> CommitSeconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    };

    private static readonly Counter<long> Items = Meter.CreateCounter<long>("benchhub.items", null, "Items in sealed chunks, by outcome");
    private static readonly Histogram<double> Calls = Meter.CreateHistogram("benchhub.call.duration", "s", "Calls of systems under test, retries included, by outcome", null, CallSeconds);
    private static readonly Histogram<double> Chunks = Meter.CreateHistogram("benchhub.chunk.duration", "s", "Commits of chunks", null, CommitSeconds);
    private static readonly Counter<long> Tokens = Meter.CreateCounter<long>("benchhub.tokens", null, "Tokens of paid calls, by kind");
    private static readonly Counter<double> Dollars = Meter.CreateCounter<double>("benchhub.cost.dollars", null, "US dollars of paid calls, as far as prices are known");
    private static readonly UpDownCounter<long> Permits = Meter.CreateUpDownCounter<long>("benchhub.permits.in_use", null, "Calls in flight, each within a permit");
    private static readonly UpDownCounter<long> Tasks = Meter.CreateUpDownCounter<long>("benchhub.tasks.running", null, "Tasks that this silo runs");
    private static readonly UpDownCounter<long> Waits = Meter.CreateUpDownCounter<long>("benchhub.outages.open", null, "Systems that are down and waited for, one per task");
    private static readonly Counter<long> Ends = Meter.CreateCounter<long>("benchhub.task.runs", null, "Runs of tasks that ended, by how");

    private static long _queued;

    static Instruments()
    {
        Meter.CreateObservableGauge(
            "benchhub.alerts.firing", static () => new[] { "high", "medium" }.Select(static word => new Measurement<long>(AlertsFiring.GetValueOrDefault(word), new KeyValuePair<string, object?>("severity", word))), null,
            "Alerts that fire in the hub, by severity; every silo says the same");
        Meter.CreateObservableGauge(
            "benchhub.tasks.queued", static () => Queued, null, "Tasks of running jobs that wait for their turn, in the whole cluster; every silo tells the same");
    }

    /// <summary>By severity, as last read.</summary>
    public static IReadOnlyDictionary<string, long> AlertsFiring { get; set; } = new Dictionary<string, long>();

    /// <summary>The last count.</summary>
    public static long Queued
    {
        get => Volatile.Read(ref _queued);
        set => Volatile.Write(ref _queued, value);
    }

    public static void Sealed(int done, int failed, TimeSpan took)
    {
        Items.Add(done - failed, Outcome("done"));
        Items.Add(failed, Outcome("failed"));
        Chunks.Record(took.TotalSeconds);
    }

    /// <param name="failure">Null for a call that was answered.</param>
    /// <param name="took">From the permit to the answer.</param>
    public static void Called(CallFailure? failure, TimeSpan took) =>
        Calls.Record(took.TotalSeconds, Outcome(failure is { } kind ? kind.ToString().ToLowerInvariant() : "answered"));

    public static void Paid(ModelUsage usage)
    {
        Tokens.Add(usage.InputTokens, new KeyValuePair<string, object?>("kind", "input"));
        Tokens.Add(usage.OutputTokens, new KeyValuePair<string, object?>("kind", "output"));
        Dollars.Add((usage.Cost ?? 0) / 1e9);
    }

    public static void Ended(string status) => Ends.Add(1, new KeyValuePair<string, object?>("status", status));

    public static Held PermitHeld() => new(Permits);

    public static Held TaskRunning() => new(Tasks);

    public static Held OutageOpen() => new(Waits);

    private static KeyValuePair<string, object?> Outcome(string word) => new("outcome", word);

    /// <summary>Counts one until it is disposed of.</summary>
    internal readonly struct Held : IDisposable
    {
        private readonly UpDownCounter<long> _counter;

        public Held(UpDownCounter<long> counter)
        {
            _counter = counter;
            _counter.Add(1);
        }

        public void Dispose() => _counter.Add(-1);
    }
}
