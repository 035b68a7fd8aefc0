using BenchHub.Datasets;
using BenchHub.Evaluation.Metrics;
using BenchHub.Jobs;
using BenchHub.Systems;

namespace BenchHub.Grains.Jobs;

/// <summary>Which systems and metrics go with which datasets.</summary>
internal static class DatasetFit
{
    /// <summary>The format of a dataset whose items are records of a task.</summary>
    public const string Task = "task";

    /// <summary>Whether systems of a kind answer in words, and so can be asked the records of a task.</summary>
    public static bool AnswersTasks(SystemKind kind) => kind is SystemKind.Llm or SystemKind.RagAnswer;

    /// <exception cref="RefusedException">A system or a metric is not for this kind of dataset.</exception>
    public static void ThrowIfUnfit(SubmitJob command, DatasetSnapshot dataset, DatasetVersion version, IEnumerable<SystemSnapshot> systems)
    {
        var isTask = version.Format == Task;
        if (systems.FirstOrDefault(system => AnswersTasks(system.Spec.Kind) != isTask) is { } other)
        {
            throw new RefusedException(
                Refusal.Unprocessable,
                isTask
                    ? $"'{dataset.Name}' asks questions of language models and of services that answer, and '{other.Spec.Name}' is of the kind {StateJson.Word(other.Spec.Kind)}."
                    : $"'{dataset.Name}' is a collection of documents, and '{other.Spec.Name}' answers questions in words; import a dataset of a task for it.",
                "systemIds");
        }

        ThrowIfUnfit(command, dataset.Name, isTask);
    }

    /// <exception cref="RefusedException">A metric is not for this kind of dataset.</exception>
    public static void ThrowIfUnfit(SubmitJob command, string dataset, bool isTask)
    {
        foreach (var name in command.Metrics)
        {
            var input = MetricCatalog.Resolve(name).Definition.Input;
            if (input is MetricInput.Ranking == isTask)
            {
                throw new RefusedException(
                    Refusal.Invalid,
                    isTask
                        ? $"The metric '{name}' measures a ranking, and '{dataset}' has none; leave out metrics to take those of its task."
                        : $"The metric '{name}' measures {input.ToString().ToLowerInvariant()}, not a ranking; metrics of rankings are ndcg@10, recall@5, map and others (benchhub metrics list --input ranking).",
                    "metrics");
            }
        }
    }
}
