using BenchHub.Connectors.Models;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Tasks;
using BenchHub.Grains.Batches;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Jobs;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Models;
using BenchHub.Storage.Results;
using BenchHub.Systems;

namespace BenchHub.Grains.Models;

/// <summary>Opens a language model for a task: its cache, its price, its budgets and its scorer.</summary>
internal sealed class ModelTasks(
    IGrainFactory grains, ModelClient client, ResponseCache cache, PriceCatalog prices, DatasetContents contents, ResultItems results, BatchParts batches, TimeProvider time)
{
    /// <exception cref="RefusedException">The job's budget is in money and the model has no price, or a metric does not fit the task.</exception>
    public async Task<AskedTask> Open(
        TaskRow row, SubmitJob job, TaskId id, SystemAccess access, IReadOnlyDictionary<string, string> secrets, PatientCaller caller, TaskDefinition definition, RunProgress progress, ChunkWriter chunks)
    {
        var model = access.Spec.Model!;
        if (definition.Kind is TaskKind.Likelihood or TaskKind.Rolling && !model.HasLikelihoods)
        {
            throw new RefusedException(
                Refusal.Unprocessable,
                $"The task '{definition.Name}' asks for the likelihood of texts, which '{access.Spec.Name}' does not tell; register it with model.hasLikelihoods where its server does.");
        }

        var price = await prices.Find(model.PricedAs ?? model.Name, time.GetUtcNow());
        BudgetCap[] caps =
        [
            new("The job", grains.Budget(id.Job.Value), new(job.MostCost, job.MostTokens)),
            new($"The system '{access.Spec.Name}'", grains.Budget(access.Id.Value), new(access.Spec.Limits.MostCost, access.Spec.Limits.MostTokens)),
        ];
        caps = Array.FindAll(caps, static cap => !cap.Caps.IsOpen);
        if (price is null && caps.Any(static cap => cap.Caps.Cost is not null))
        {
            throw new RefusedException(
                Refusal.Unprocessable, $"The model '{model.PricedAs ?? model.Name}' has no price, so a budget in dollars cannot be kept; set its price, or a budget in tokens.");
        }

        // Answers that nobody else may have are still this result's own: a killed run does not pay for them again.
        var scope = job.UseCache ? $"{access.Id}#{access.Revision}" : row.ResultId;
        var since = job.UseCache && job.CacheAge is { } age ? time.GetUtcNow() - age : DateTimeOffset.UnixEpoch;
        var budgets = new BudgetGuard(caps, $"{id}#{row.Epoch}", time);
        var asker = new ModelCaller(
            client, access.Spec, secrets, caller, budgets, new(cache, scope, since, chunks.Keep), price, time);
        var task = new ModelTask(definition, model.HasLikelihoods);
        IAnswerSource source = job.Batch is { } settings
            ? new BatchedAnswers(new(row, settings, access.Spec.Limits.Retries, batches.Providers.Open(access.Spec, secrets), task, asker, budgets, progress), batches)
            : new ModelAnswers(task, asker);
        return new(source, new TaskItemScorer(task, Scorer(definition, job), contents, results));
    }

    private static TaskScorer Scorer(TaskDefinition definition, SubmitJob job)
    {
        try
        {
            return new(definition, job.Metrics.IsDefaultOrEmpty ? definition.Metrics : MetricSet.Parse(job.Metrics));
        }
        catch (UnknownMetricException unknown)
        {
            throw new RefusedException(Refusal.Invalid, unknown.Message, "metrics");
        }
    }
}
