using System.Text.Json;

namespace BenchHub.Evaluation.Tasks;

/// <summary>How answers are to be generated; null leaves it to the model's provider.</summary>
/// <param name="MaxTokens">Tokens of an answer at most.</param>
/// <param name="Temperature">0 is the most likely text.</param>
/// <param name="TopP">Share of the probability that is drawn from.</param>
/// <param name="Stop">Texts at which an answer ends, themselves not part of it.</param>
/// <param name="Seed">For models that take one.</param>
public sealed record GenerationSettings(int? MaxTokens, double? Temperature, double? TopP, IReadOnlyList<string> Stop, int? Seed);

/// <summary>Solved examples before the question.</summary>
/// <param name="Count">How many.</param>
/// <param name="Samples">Records that stand in the definition, of which the first <paramref name="Count"/> are taken; may be empty.</param>
/// <param name="Split">The part of the dataset that the examples come from where the definition has none.</param>
public sealed record FewShotSettings(int Count, IReadOnlyList<JsonElement> Samples, string? Split)
{
    /// <summary>The seed of lm-evaluation-harness where nobody gives one.</summary>
    public const int UsualSeed = 1234;

    public static FewShotSettings None { get; } = new(0, [], Split: null);

    /// <summary>Whether each record has examples of its own drawn from the split, or all have the first ones.</summary>
    public bool IsDrawn { get; init; }

    /// <summary>Of the draw.</summary>
    public int Seed { get; init; } = UsualSeed;

    /// <summary>Whether a split has to be at hand.</summary>
    public bool NeedsSplit => Count > 0 && Samples.Count == 0;
}
