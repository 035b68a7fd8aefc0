using BenchHub.Connectors.Models;
using BenchHub.Storage.Models;

namespace BenchHub.Grains.Models;

/// <summary>What is wrong with an answer that is there all the same, and counts as the model gave it.</summary>
internal static class AnswerDefect
{
    /// <returns>A sentence for the item; null where nothing is wrong.</returns>
    public static string? Of(ModelOutput output) => output switch
    {
        { LogLikelihood: not null } => null,
        _ when IsFiltered(output) => "The provider's content filter held the answer back.",
        _ when IsCutOff(output) => "The answer was cut off at the most tokens that it may have; raise the task's or the model's maxTokens.",
        _ when IsEmpty(output) => "The model said nothing.",
        _ => null,
    };

    public static bool IsFiltered(ModelOutput output) => output.FinishReason == FinishReasons.ContentFilter;

    public static bool IsCutOff(ModelOutput output) => output.FinishReason == FinishReasons.Length && output.LogLikelihood is null;

    public static bool IsEmpty(ModelOutput output) => output.LogLikelihood is null && string.IsNullOrWhiteSpace(output.Text);
}
