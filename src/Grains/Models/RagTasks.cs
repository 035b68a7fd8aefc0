using BenchHub.Connectors.Systems;
using BenchHub.Evaluation.Tasks;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Jobs;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Results;
using BenchHub.Systems;

namespace BenchHub.Grains.Models;

/// <summary>Opens a RAG service for a task: its questions and its scorer.</summary>
internal sealed class RagTasks(AnswerClient client, DatasetContents contents, ResultItems results)
{
    /// <exception cref="RefusedException">The task asks for more than an answer in words, a budget cannot be kept, or a metric does not fit.</exception>
    public AskedTask Open(SubmitJob job, SystemSpec spec, IReadOnlyDictionary<string, string> secrets, PatientCaller caller, TaskDefinition definition, IReadOnlyList<string> examples)
    {
        if (definition.Kind is not (TaskKind.Generation or TaskKind.OpenQa or TaskKind.RagAnswer))
        {
            throw new RefusedException(
                Refusal.Unprocessable,
                $"The task '{definition.Name}' is of the kind {definition.Kind.Word()}, and '{spec.Name}' answers questions in words; it can be asked tasks of the kinds generation, open_qa and rag_answer.");
        }

        if (job.MostCost is not null || job.MostTokens is not null || spec.Limits.MostCost is not null || spec.Limits.MostTokens is not null)
        {
            throw new RefusedException(
                Refusal.Unprocessable, $"'{spec.Name}' does not tell what its answers cost, so a budget cannot be kept; leave the budget out, or bound the calls with limits.callsPerSecond.");
        }

        var task = new ModelTask(definition, tellsLikelihoods: false, examples);
        return new(new RagAnswers(task, client, spec, secrets, caller), new TaskItemScorer(task, ModelTasks.Scorer(definition, ModelTasks.Own(definition, job)), programs: null, contents, results));
    }
}
