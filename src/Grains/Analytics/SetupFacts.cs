using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using BenchHub.Analytics;
using BenchHub.Evaluation.Texts;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Storage.Results;

namespace BenchHub.Grains.Analytics;

/// <summary>What a result was measured with, as facts that can be told apart. Pure.</summary>
internal static class SetupFacts
{
    private const int LongestValue = 200;

    // Labels and bounds that change nothing of an answer.
    private static readonly FrozenSet<string> Unimportant = new[]
    {
        "name", "description", "tags", "healthPath", "healthEvery", "limits.mostCost", "limits.mostTokens", "model.pricedAs",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> OfModel = new[] { "model.name", "model.provider" }.ToFrozenSet();

    private static readonly FrozenSet<string> OfPrompt = new[] { "model.instruction", "retrieve.body", "answer.body", "embed.body" }.ToFrozenSet();

    /// <summary>What differs, the parts in the order of <see cref="SetupPart"/>.</summary>
    /// <param name="before">The earlier result.</param>
    /// <param name="after">The later one.</param>
    /// <param name="isPromptSame">Whether the tasks of the two datasets ask in the same words; true where the items are the same.</param>
    public static IReadOnlyList<SetupChange> Between(ResultRow before, ResultRow after, bool isPromptSame = true)
    {
        var (old, now) = (Document(before), Document(after));
        var changes = new List<SetupChange>();
        if (before.SystemRevision != after.SystemRevision)
        {
            changes.Add(new(SetupPart.SystemVersion, "revision", $"{before.SystemRevision}", $"{after.SystemRevision}"));
        }

        if (before.ContentHash != after.ContentHash)
        {
            changes.Add(new(SetupPart.DatasetVersion, "version", $"{before.DatasetVersion}", $"{after.DatasetVersion}"));
        }

        if (!isPromptSame)
        {
            changes.Add(new(SetupPart.Prompt, "task", $"that of version {before.DatasetVersion}", $"that of version {after.DatasetVersion}"));
        }

        var (was, has) = (Facts(old), Facts(now));

        // A result of an earlier version of the hub says nothing of its system; that is no change of each field.
        foreach (var field in was.Keys.Union(has.Keys).Order(StringComparer.Ordinal).Where(field => !field.StartsWith("system.", StringComparison.Ordinal) || (old.System is not null && now.System is not null)))
        {
            var (from, to) = (was.GetValueOrDefault(field), has.GetValueOrDefault(field));
            var name = field.StartsWith("system.", StringComparison.Ordinal) ? field["system.".Length..] : field;
            if (from != to && !Unimportant.Contains(name))
            {
                changes.Add(new(OfModel.Contains(name) ? SetupPart.Model : OfPrompt.Contains(name) ? SetupPart.Prompt : SetupPart.Config, name, Shown(from), Shown(to)));
            }
        }

        return [.. changes.OrderBy(static change => change.What)];
    }

    /// <summary>In words, for a sentence.</summary>
    public static string Told(SetupChange change) => change switch
    {
        { What: SetupPart.SystemVersion } => $"the system (revision {change.From} to {change.To})",
        { What: SetupPart.DatasetVersion } => $"the dataset (version {change.From} to {change.To}, which has other items)",
        { What: SetupPart.Prompt, Field: "task" } => "the task's prompt",
        { What: SetupPart.Model, Field: "model.name" } => $"the model ({Named(change.From)} to {Named(change.To)})",
        _ => $"{change.Field} ({Named(change.From)} to {Named(change.To)})",
    };

    public static ResultDocument Document(ResultRow result) => JsonSerializer.Deserialize<ResultDocument>(result.Document, StateJson.Options)!;

    private static string Named(string? value) => value is null ? "not set" : $"'{value}'";

    private static string? Shown(string? value) => value?.Shortened(LongestValue);

    private static Dictionary<string, string> Facts(ResultDocument document)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["concurrency"] = $"{document.Concurrency}",
            ["outputs"] = document.RescoredFrom is null ? "asked for" : "scored again",
        };
        if (document.TopK is { } depth)
        {
            facts["topK"] = $"{depth}";
        }

        foreach (var judge in document.Judges ?? [])
        {
            facts[$"judge.{judge.Name}"] = $"version {judge.Version}, {judge.Model}";
        }

        if (document.System is { } system)
        {
            Flatten(JsonSerializer.SerializeToNode(system, StateJson.Options), "system", facts);
        }

        return facts;
    }

    private static void Flatten(JsonNode? node, string path, Dictionary<string, string> facts)
    {
        switch (node)
        {
            case null:
                break;
            case JsonObject fields:
                foreach (var (name, value) in fields)
                {
                    Flatten(value, $"{path}.{name}", facts);
                }

                break;
            case JsonArray array:
                facts[path] = array.ToJsonString();
                break;
            default:
                facts[path] = node.ToString();
                break;
        }
    }
}
