using BenchHub.Evaluation.Judging;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Tasks;
using BenchHub.Grains.Jobs.Rescoring;
using BenchHub.Jobs;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Models;

namespace BenchHub.Grains.Judges;

/// <summary>The judges of a task, and what they compare with.</summary>
internal sealed class JudgeBench(IReadOnlyList<SeatedJudge> judges, OutcomeWindows? opponents, ResultId? against) : IAsyncDisposable
{
    private const string Against = "against";

    public IReadOnlyList<SeatedJudge> Judges { get; } = judges;

    /// <inheritdoc cref="SeatedJudge.Hear"/>
    public async Task<Heard[]> Hear(
        DatasetItem item, TaskPrompt request, IReadOnlyList<ModelOutput> outputs, CancellationToken stop, CancellationToken abandon)
    {
        var opponent = opponents is null ? null : await opponents.Find(item.Index);
        var shown = JudgeMaterial.Of(item, request, outputs, opponent);
        return await Task.WhenAll(Judges.Select(judge => judge.Hear(shown, stop, abandon)));
    }

    /// <summary>Numbers of unlike judges, or against unlike opponents, are not compared.</summary>
    public Signature Sign(Metric metric, Signature signature)
    {
        if (JudgeFamilies.Behind(metric, Judges, static seated => seated.Judge.Definition) is not { } judge)
        {
            return signature;
        }

        var signed = judge.Instrument.Sign(signature);
        return judge.Judge.Definition.Kind is JudgeKind.Pairwise && against is { } id ? signed.With(Against, id.Value) : signed;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var judge in Judges)
        {
            await judge.DisposeAsync();
        }
    }
}
