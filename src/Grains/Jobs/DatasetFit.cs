using BenchHub.Datasets;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Imported;
using BenchHub.Jobs;
using BenchHub.Systems;

namespace BenchHub.Grains.Jobs;

/// <summary>Which systems and metrics go with which datasets.</summary>
internal static class DatasetFit
{
    /// <summary>The format of a dataset whose items are records of a task.</summary>
    public const string Task = "task";

    /// <summary>Whether a system answers in words, and so can be asked the records of a task.</summary>
    public static bool AnswersTasks(SystemSpec system) => system.Kind is SystemKind.Llm or SystemKind.RagAnswer || system.Recording is not null;

    /// <exception cref="RefusedException">A system or a metric is not for this kind of dataset.</exception>
    public static void ThrowIfUnfit(SubmitJob command, DatasetSnapshot dataset, DatasetVersion version, IEnumerable<SystemSpec> systems)
    {
        var isTask = version.Format == Task;
        foreach (var system in systems)
        {
            ThrowIfUnfit(dataset.Name, isTask, system);
            ThrowIfUnimported(command, system);
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

    /// <exception cref="RefusedException">The system is not for this kind of dataset.</exception>
    public static void ThrowIfUnfit(string dataset, bool isTask, SystemSpec system)
    {
        if (AnswersTasks(system) != isTask)
        {
            throw new RefusedException(Refusal.Unprocessable, Unfit(dataset, isTask, system), "systemIds");
        }
    }

    private static void ThrowIfUnimported(SubmitJob command, SystemSpec system)
    {
        foreach (var name in command.Metrics.Where(ImportedMeasure.Is))
        {
            if (system.Recording?.Metrics.Contains(name, StringComparer.OrdinalIgnoreCase) != true)
            {
                throw new RefusedException(Refusal.Invalid, Unimported(name, system), "metrics");
            }
        }
    }

    private static string Unfit(string dataset, bool isTask, SystemSpec system) => (isTask, system) switch
    {
        (true, { Kind: SystemKind.Recorded }) =>
            $"'{dataset}' asks questions of language models, and '{system.Name}' is a recorded run of documents; import what a model said to it (benchhub import outputs).",
        (true, _) => $"'{dataset}' asks questions of language models and of services that answer, and '{system.Name}' is of the kind {StateJson.Word(system.Kind)}.",
        (false, { Kind: SystemKind.Recorded }) => $"'{dataset}' is a collection of documents, and '{system.Name}' has recorded answers of a language model.",
        _ => $"'{dataset}' is a collection of documents, and '{system.Name}' answers questions in words; import a dataset of a task for it.",
    };

    private static string Unimported(string metric, SystemSpec system) => system.Recording is { Metrics: { IsEmpty: false } known }
        ? $"The recording of '{system.Name}' has no '{metric}'; it has {string.Join(", ", known)}."
        : $"'{metric}' is a score that another tool computed, and '{system.Name}' came with none.";
}
