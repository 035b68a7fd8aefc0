using BenchHub.Evaluation.Metrics;

namespace BenchHub.Evaluation.Judging;

/// <summary>What a verdict was measured with: a judge that a certain model plays. Another prompt or model is another instrument.</summary>
/// <param name="Judge">Whose name and hash count.</param>
/// <param name="Model">As its provider calls it.</param>
/// <param name="ModelVersion">What else tells the model from others of that name; null where nothing does.</param>
public sealed record JudgeInstrument(JudgeDefinition Judge, string Model, string? ModelVersion = null)
{
    /// <summary>The signature of a number that comes from this judge's verdicts: numbers of unlike instruments are not compared.</summary>
    /// <exception cref="ArgumentException">The signature names a judge already.</exception>
    public Signature Sign(Signature signature)
    {
        var signed = signature.With("judge", Judge.Name).With("judge-model", Model).With("judge-prompt", Judge.Hash);
        return ModelVersion is null ? signed : signed.With("judge-model-version", ModelVersion);
    }

    public override string ToString() => ModelVersion is null ? $"{Judge.Name}#{Judge.Hash} by {Model}" : $"{Judge.Name}#{Judge.Hash} by {Model} ({ModelVersion})";
}
