using System.Text.Json;
using BenchHub.Evaluation.Judging;
using BenchHub.Storage.Judges;

namespace BenchHub.Api.Judges;

/// <param name="Version">Of the definition, or of who plays it, under this name.</param>
/// <param name="SystemId">The language model that is asked.</param>
/// <param name="Metric">What a job measures by it.</param>
/// <param name="Hash">Of the prompts.</param>
/// <param name="Definition">As YAML, with all prompts.</param>
/// <param name="IsRemoved">New jobs cannot name it.</param>
internal sealed record JudgeAnswer(
    string Name, int Version, string SystemId, string Kind, string Metric, string Hash, string Definition, bool IsRemoved, DateTimeOffset CreatedAt)
{
    public static JudgeAnswer Of(JudgeRow row)
    {
        var definition = JudgeDefinition.Parse(row.Definition, row.Name);
        return new(
            row.Name, row.Version, row.SystemId, JsonNamingPolicy.SnakeCaseLower.ConvertName(definition.Kind.ToString()), definition.Metric.Name, row.Hash,
            row.Definition, row.IsRemoved, row.CreatedAt);
    }
}
