using BenchHub.Connectors.Systems;
using BenchHub.Evaluation.Tasks;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Models;
using BenchHub.Systems;

namespace BenchHub.Grains.Models;

/// <summary>
/// Asks a RAG service the question of each record, once per repeat: the last turn of the user. What the task says to models
/// besides, its system turn and its examples, the service is not told, since it brings instructions and contexts of its own.
/// Answers are not cached: an index behind the same address changes without the hub knowing.
/// </summary>
internal sealed class RagAnswers(ModelTask task, AnswerClient client, SystemSpec spec, IReadOnlyDictionary<string, string> secrets, PatientCaller caller) : IAnswerSource
{
    // What the answer cost is the service's to know.
    private static readonly ModelUsage Untold = new(0, 0, 0, Cost: null);

    public async Task<ItemAnswer> Answer(DatasetItem item, CancellationToken stop, CancellationToken abandon)
    {
        var question = task.Render(item).Turns.Last(static turn => turn.Role == TaskTurn.User).Text;
        var (outputs, attempts) = (new ModelOutput[task.Definition.Repeats], 0);
        for (var i = 0; i < outputs.Length; i++)
        {
            var answer = await caller.Make((failed, ct) => client.Ask(spec, secrets, question, failed, ct), stop, abandon);
            outputs[i] = new(answer.Text) { Contexts = answer.Contexts, LatencyMilliseconds = answer.Latency.TotalMilliseconds, Usage = Untold };
            attempts += answer.Attempts;
        }

        return new([], TimeSpan.FromMilliseconds(outputs.Sum(static output => output.LatencyMilliseconds)), attempts) { Outputs = outputs };
    }

    public ValueTask DisposeAsync() => caller.DisposeAsync();
}
