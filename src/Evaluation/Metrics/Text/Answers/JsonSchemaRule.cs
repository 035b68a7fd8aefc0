using System.Text.Json;

namespace BenchHub.Evaluation.Metrics.Text.Answers;

/// <summary>Where the schemas stand that a keyword's value is made of.</summary>
internal enum SchemaParts
{
    None,
    One,
    List,
    Named,
}

/// <summary>What a keyword of a schema says.</summary>
/// <param name="Takes">The value that it needs, for people.</param>
/// <param name="IsWellFormed">Whether it has such a value.</param>
/// <param name="Allows">Whether a value follows it; true for values of a kind that it does not speak of.</param>
/// <param name="Parts">The schemas within it.</param>
internal sealed record JsonSchemaRule(
    string Takes, Func<JsonElement, bool> IsWellFormed, Func<JsonSchemaRule.Question, bool> Allows, SchemaParts Parts = SchemaParts.None)
{
    /// <summary>Does <paramref name="Value"/> follow the keyword with the value <paramref name="Keyword"/> of <paramref name="Rules"/>?</summary>
    internal readonly record struct Question(JsonSchema.Run Run, JsonElement Rules, JsonElement Keyword, JsonElement Value, int Depth)
    {
        public bool Follows(JsonElement rules, JsonElement value) => Run.Allows(rules, value, Depth);
    }
}
