using System.Text.Json;
using BenchHub.Connectors.Models;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Tasks;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Models;

namespace BenchHub.Grains.Models;

/// <summary>One task's way from a record to what a model is asked, and from what it said to what is scored. Pure.</summary>
internal sealed class ModelTask(TaskDefinition definition, bool tellsLikelihoods, IReadOnlyList<string>? examples = null)
{
    private static readonly string[] NoPrompt = [""];

    private readonly TaskRenderer _renderer = new(definition);
    private readonly FewShotPool _examples = FewShotPool.Of(definition.FewShot, examples ?? []);
    private readonly bool _isLettered = definition.NeedsLikelihoods && !tellsLikelihoods;

    public TaskDefinition Definition { get; } = definition;

    /// <exception cref="ItemFailedException">The record does not have what the task needs.</exception>
    public TaskPrompt Render(DatasetItem item)
    {
        try
        {
            using var record = JsonDocument.Parse(item.Record ?? "{}");
            return _isLettered ? _renderer.RenderLettered(item.Id, record.RootElement, Examples(record)) : _renderer.Render(item.Id, record.RootElement, Examples(record));
        }
        catch (InvalidItemException invalid)
        {
            throw new ItemFailedException(invalid.Message, attempts: 0, invalid);
        }
    }

    /// <summary>The calls that a record takes: one per choice where likelihoods are asked for, else one per repeat.</summary>
    public IReadOnlyList<(ModelRequest Request, int Repeat)> Requests(TaskPrompt request)
    {
        if (request.Choices.Count == 0)
        {
            var asked = Words(request);
            return [.. Enumerable.Range(0, Definition.Repeats).Select(repeat => (asked, repeat))];
        }

        var contexts = Definition.NeedsUnconditional ? [request.Prompt, .. NoPrompt] : new[] { request.Prompt };
        return [.. contexts.SelectMany(context => request.Choices.Select(choice => (new ModelRequest { Prompt = context, Continuation = choice }, 0)))];
    }

    /// <param name="request">What was asked.</param>
    /// <param name="outputs">In the order of <see cref="Requests"/>.</param>
    public static TaskAnswers Answers(TaskPrompt request, IReadOnlyList<ModelOutput> outputs)
    {
        if (request.Choices.Count == 0)
        {
            return new()
            {
                Texts = [.. outputs.Select(static output => output.Text)],
                Correct = request.Program is null ? [] : [.. outputs.Select(static output => output.Passed)],
            };
        }

        var conditional = outputs.Take(request.Choices.Count).ToList();
        var unconditional = outputs.Skip(request.Choices.Count).ToList();
        return new()
        {
            LogLikelihoods = [.. conditional.Select(static output => output.LogLikelihood ?? double.NaN)],
            Greedy = [.. conditional.Select(static output => output.IsGreedy)],
            Unconditional = unconditional.Count == 0 ? null : [.. unconditional.Select(static output => output.LogLikelihood ?? double.NaN)],
        };
    }

    private IReadOnlyList<JsonElement> Examples(JsonDocument record) => _examples.For(record.RootElement);

    private ModelRequest Words(TaskPrompt request) => new()
    {
        Turns = [.. request.Turns.Select(static turn => new ModelTurn(turn.Role, turn.Text))],
        Temperature = Definition.Generation?.Temperature,
        TopP = Definition.Generation?.TopP,
        MaxTokens = Definition.Generation?.MaxTokens,
        Seed = Definition.Generation?.Seed,
        Stop = Definition.Generation?.Stop ?? [],
    };
}
