using BenchHub.Connectors.Models;
using BenchHub.Evaluation.Judging;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Grains.Models;
using BenchHub.Storage.Judges;
using BenchHub.Storage.Models;

namespace BenchHub.Grains.Judges;

/// <summary>A verdict, and how the judge came to it.</summary>
internal sealed record Heard(JudgeVerdict Verdict, JudgeFinding Finding);

/// <summary>A judge whose model can be asked: within its permits and budgets, out of the cache where it was asked before.</summary>
internal sealed class SeatedJudge(ShelvedJudge judge, JudgeInstrument instrument, ModelCaller caller, ModelEmbedder? embedder) : IAsyncDisposable
{
    /// <summary>The flag of a pair whose verdict was another one in the other order.</summary>
    public const string OrderDecided = "order-decided";

    public ShelvedJudge Judge { get; } = judge;

    public JudgeInstrument Instrument { get; } = instrument;

    /// <summary>Asks until there is a verdict; one that cannot be had is undefined and says why.</summary>
    /// <exception cref="AskingEndedException">A budget is spent.</exception>
    /// <exception cref="RefusedException">The judge's system cannot be asked any more.</exception>
    public async Task<Heard> Hear(JudgedItem item, CancellationToken stop, CancellationToken abandon)
    {
        var replies = new List<ModelOutput>();
        var step = Judge.Definition.Begin(item);
        while (step is not JudgeVerdict)
        {
            step = step switch
            {
                JudgeQuestion question => await Ask(question, replies, stop, abandon),
                JudgeEmbedding embedding => await Embed(embedding, replies, stop, abandon),
                _ => throw new InvalidOperationException($"A judging cannot stand at a {step.GetType().Name}."),
            };
        }

        var verdict = (JudgeVerdict)step;
        return new(verdict, Finding(verdict, replies));
    }

    public ValueTask DisposeAsync() => caller.DisposeAsync();

    private async Task<JudgeStep> Ask(JudgeQuestion question, List<ModelOutput> replies, CancellationToken stop, CancellationToken abandon)
    {
        try
        {
            var reply = (await caller.Ask([(Request(question), question.Repeat)], stop, abandon))[0];
            replies.Add(reply);
            return question.Reply(reply.Text);
        }
        catch (ItemFailedException failure)
        {
            return question.Unanswered($"The judge could not be asked: {failure.Message}");
        }
    }

    private async Task<JudgeStep> Embed(JudgeEmbedding embedding, List<ModelOutput> replies, CancellationToken stop, CancellationToken abandon)
    {
        try
        {
            var (vectors, output) = await embedder!.Embed(embedding.Texts, stop, abandon);
            replies.Add(output);
            return embedding.Reply([.. vectors.Select(static vector => new ReadOnlyMemory<float>(vector))]);
        }
        catch (ItemFailedException failure)
        {
            return embedding.Unanswered($"The judge's embedding model could not be asked: {failure.Message}");
        }
    }

    private ModelRequest Request(JudgeQuestion question) => new()
    {
        Turns = [.. question.Turns.Select(static turn => new ModelTurn(turn.Role, turn.Text))],
        Temperature = Judge.Definition.Generation.Temperature,
        TopP = Judge.Definition.Generation.TopP,
        MaxTokens = Judge.Definition.Generation.MaxTokens,
        Seed = Judge.Definition.Generation.Seed,
        Stop = Judge.Definition.Generation.Stop,
    };

    private static JudgeFinding Finding(JudgeVerdict verdict, List<ModelOutput> replies)
    {
        var paid = replies.FindAll(static reply => !reply.IsCached);
        return new(verdict.Judge, verdict.Value, verdict.Reason)
        {
            Flags = verdict.Orders is { OrderDecided: true } ? [OrderDecided] : [],
            Malformed = [.. verdict.Malformed.Select(static wrong => $"{wrong.Malformation}: {wrong.Reason}")],
            Asked = paid.Count,
            Cached = replies.Count - paid.Count,
            Usage = new(
                paid.Sum(static reply => reply.Usage.InputTokens), paid.Sum(static reply => reply.Usage.CachedTokens), paid.Sum(static reply => reply.Usage.OutputTokens),
                paid.Exists(static reply => reply.Usage.Cost is null) ? null : paid.Sum(static reply => reply.Usage.Cost)),
        };
    }
}
