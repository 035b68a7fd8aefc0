using BenchHub.Analytics;
using BenchHub.Evaluation.Analytics;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Statistics;
using BenchHub.Jobs;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;

namespace BenchHub.Grains.Analytics;

/// <summary>What the scores of a job's tasks will be, from the items that are sealed.</summary>
internal sealed class JobForecast(IGrainFactory grains, JobCatalog jobs, ResultItems items, ResultCatalog results, TaskMetrics metrics)
{
    private const int ChunksAtOnce = 64;

    private const string InRandomOrder = "The items are asked in a random order that was fixed by a seed, which is what the intervals rest on.";

    private const string InTheirOrder =
        "The items are asked in the dataset's order and those seen are the first to be answered: the intervals take them as a random part of the dataset, and are wrong where easy or quick items come first.";

    /// <exception cref="RefusedException">There is no such job.</exception>
    public async Task<JobPrediction> Of(JobId id)
    {
        var job = await grains.Job(id).Get() ?? throw new RefusedException(Refusal.NotFound, $"Job '{id}' does not exist; GET /api/v1/batch/jobs lists those that do.", "id");
        var (predictions, notes) = (new List<ScorePrediction>(), new List<string>());
        foreach (var task in await jobs.Tasks(id.Value))
        {
            if (task.Status == "completed")
            {
                predictions.AddRange((await results.Metrics([task.ResultId])).Select(row => Known(task, row)));
                continue;
            }

            try
            {
                predictions.AddRange(await Task.Run(() => Predict(task, job.Command)));
            }
            catch (RefusedException refused)
            {
                notes.Add($"'{task.SystemName}' on '{task.DatasetName}': {refused.Message}");
            }
        }

        var isOpen = predictions.Any(static one => one.Seen < one.Of);
        return new(id, [.. predictions], [.. notes, .. isOpen ? [job.Command.EarlyStop is null ? InTheirOrder : InRandomOrder] : Array.Empty<string>()]);
    }

    private async Task<IReadOnlyList<ScorePrediction>> Predict(TaskRow task, SubmitJob command)
    {
        var measured = await metrics.Of(task, command);
        var scores = measured.Select(static _ => new List<double>()).ToArray();
        var undefined = new int[scores.Length];
        for (var chunk = 0; ;)
        {
            var read = await items.ReadSealed(task.ResultId, chunk, ChunksAtOnce);
            foreach (var outcome in read.SelectMany(static one => one.Outcomes))
            {
                for (var m = 0; m < Math.Min(scores.Length, outcome.Scores.Length); m++)
                {
                    if (double.IsNaN(outcome.Scores[m]))
                    {
                        undefined[m]++;
                    }
                    else
                    {
                        scores[m].Add(outcome.Scores[m]);
                    }
                }
            }

            if (read.Count < ChunksAtOnce)
            {
                break;
            }

            chunk = read[^1].Chunk + 1;
        }

        return [.. measured.Select((metric, m) => Predicted(task, metric, command.EarlyStop is not null, scores[m], undefined[m]))];
    }

    private static ScorePrediction Predicted(TaskRow task, Metric metric, bool isRandom, List<double> scores, int undefined)
    {
        var (name, definition) = (metric.Name.ToString(), metric.Definition);
        if (definition.Aggregation is not MetricAggregation.Mean)
        {
            return Row(task, name, scores.Count, task.Items, new(double.NaN, double.NaN), Interval.Undefined, double.NaN, isRandom, $"{name} is no mean of its items, so it is not predicted");
        }

        // How many more will be undefined is not known: with none the interval is the widest.
        var prediction = PartialMean.Predict([.. scores], task.Items - undefined, new(definition.Minimum, definition.Maximum));
        return Row(task, name, prediction.Seen, prediction.Of, prediction.Interval, prediction.Anytime, prediction.Mean, isRandom, prediction.Method);
    }

    private static ScorePrediction Known(TaskRow task, MetricRow row)
    {
        var value = row.Value ?? double.NaN;
        return Row(task, row.Metric, row.N, row.N, new(value, value), new(value, value), value, isRandom: true, "The task is finished: the value is known");
    }

    private static ScorePrediction Row(TaskRow task, string metric, int seen, int of, Interval interval, Interval anytime, double mean, bool isRandom, string method) => new(
        task.Number, task.SystemName, task.SystemId, task.DatasetName, task.DatasetId, metric, seen, of, mean,
        interval.Low, interval.High, anytime.Low, anytime.High, isRandom, method);
}
