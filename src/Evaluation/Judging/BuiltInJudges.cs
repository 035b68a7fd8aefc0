using System.Collections.Frozen;
using BenchHub.Evaluation.Judging.Definitions;

namespace BenchHub.Evaluation.Judging;

/// <summary>A judge of each kind with our own prompts, named like its kind.</summary>
public static class BuiltInJudges
{
    public static IReadOnlyList<JudgeDefinition> All { get; } =
        [.. JudgeShape.All.Select(static shape => JudgeDefinition.Parse($"name: {shape.Word}\nkind: {shape.Word}\ndescription: {shape.Summary}\n", shape.Word))];

    private static readonly FrozenDictionary<string, JudgeDefinition> ByName = All.ToFrozenDictionary(static judge => judge.Name, StringComparer.Ordinal);

    /// <summary>Null where there is none of that name.</summary>
    public static JudgeDefinition? Find(string name) => ByName.GetValueOrDefault(name);
}
