using System.Text.Json;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Statistics.Tests;
using BenchHub.Jobs;
using BenchHub.Monitoring;
using BenchHub.Storage.Monitoring;
using BenchHub.Storage.Results;

namespace BenchHub.Grains.Monitoring;

/// <summary>Looks a result up against a rule: its value, and for a drop its baseline and a test of the stored scores.</summary>
internal sealed class AlertJudge(ResultCatalog results, ResultFeed feed)
{
    /// <summary>Null where the rule has nothing to say of a result with such metrics: not this one, no value, or nothing that it may be compared with.</summary>
    public async Task<Judgement?> Judge(AlertRule rule, FedResult result, IReadOnlyList<MetricRow> metrics)
    {
        var metric = metrics.FirstOrDefault(row => rule.Metric is null || row.Metric == rule.Metric);
        if (metric is not { Value: { } value })
        {
            return null;
        }

        return rule.Kind is AlertKind.Threshold
            ? new(result, metric.Metric, value, rule.Crossed(value))
            : await Contrast(rule, result, metric) is { } contrast ? new(result, metric.Metric, value, rule.Dropped(contrast)) : null;
    }

    private async Task<Contrast?> Contrast(AlertRule rule, FedResult result, MetricRow metric)
    {
        if (Measured(metric.Metric) is not { Aggregation: MetricAggregation.Mean } measured || await Baseline(rule.Baseline!, result, metric.Metric) is not { } baseline)
        {
            return null;
        }

        var other = (await results.Metrics([baseline])).FirstOrDefault(row => row.Metric == metric.Metric);
        if (other is not { Value: { } before } || other.Signature != metric.Signature)
        {
            return null;
        }

        // Most results are no worse than their baseline, which takes no test and no scores to see.
        var value = metric.Value!.Value;
        if (measured.IsLowerBetter ? value <= before : value >= before)
        {
            return new(value, before, double.NaN, metric.N, measured.IsLowerBetter);
        }

        if (await IsStoppedEarly(result.Id) || await IsStoppedEarly(baseline)
            || await results.Scores(result.Id, metric.Metric) is not { } scores || await results.Scores(baseline, metric.Metric) is not { } earlier || scores.Length != earlier.Length)
        {
            return null;
        }

        // Ten thousand resamples are not work for a turn.
        var test = await Task.Run(() => PairedTests.Run(rule.Test, scores, earlier, PairedTestSettings.Default));
        return new(value, before, test.P, test.N, measured.IsLowerBetter);
    }

    /// <summary>The id of what a result is compared with, on the very same items.</summary>
    private async Task<string?> Baseline(AlertBaseline baseline, FedResult result, string metric) => baseline.Kind switch
    {
        BaselineKind.Previous => (await feed.Before(result, result.SystemId, metric))?.Id,
        BaselineKind.System => (await feed.Before(result, baseline.Id!, metric))?.Id,
        _ => await results.Find(baseline.Id!) is { } row && row.ContentHash == result.ContentHash && row.Id != result.Id ? row.Id : null,
    };

    /// <summary>The number of its items was decided by looking at scores: tests for a fixed number do not hold (ADR 0009).</summary>
    private async Task<bool> IsStoppedEarly(string id) =>
        await results.Find(id) is { } row && JsonSerializer.Deserialize<Kept>(row.Document, StateJson.Options) is { EarlyStopped.HasStopped: true };

    /// <summary>A metric that the catalog does not know, such as a judge's, is a mean of which more is better.</summary>
    private static (MetricAggregation Aggregation, bool IsLowerBetter)? Measured(string metric)
    {
        try
        {
            var definition = MetricCatalog.Resolve(metric).Definition;
            return (definition.Aggregation, definition.Direction is MetricDirection.LowerIsBetter);
        }
        catch (UnknownMetricException)
        {
            return (MetricAggregation.Mean, false);
        }
    }

    /// <summary>The part of a result's document that matters here.</summary>
    private sealed record Kept(StoppingReport? EarlyStopped);
}
