using BenchHub.Connectors.Systems;
using BenchHub.Evaluation.Tasks;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Grains.Judges;
using BenchHub.Jobs;

namespace BenchHub.Grains.Models;

/// <summary>Opens a RAG service for a task: its questions and its scorer.</summary>
internal sealed class RagTasks(AnswerClient client, TaskScorers scorers)
{
    /// <exception cref="RefusedException">The task asks for more than an answer in words, a budget cannot be kept, or a metric does not fit.</exception>
    public async Task<AskedTask> Open(SubmitJob job, OpenedSystem system, TaskDefinition definition, IReadOnlyList<string> examples, JudgeBench? judges)
    {
        var spec = system.Access.Spec;
        if (definition.Kind is not (TaskKind.Generation or TaskKind.OpenQa or TaskKind.RagAnswer))
        {
            throw new RefusedException(
                Refusal.Unprocessable,
                $"The task '{definition.Name}' is of the kind {definition.Kind.Word()}, and '{spec.Name}' answers questions in words; it can be asked tasks of the kinds generation, open_qa and rag_answer.");
        }

        if ((judges is null && (job.MostCost is not null || job.MostTokens is not null)) || spec.Limits.MostCost is not null || spec.Limits.MostTokens is not null)
        {
            throw new RefusedException(
                Refusal.Unprocessable, $"'{spec.Name}' does not tell what its answers cost, so a budget cannot be kept; leave the budget out, or bound the calls with limits.callsPerSecond.");
        }

        var task = new ModelTask(definition, tellsLikelihoods: false, examples);
        return new(new RagAnswers(task, client, spec, system.Secrets, system.Caller), await scorers.Open(task, job, judges)) { Judges = judges };
    }
}
