using System.Text.Json;
using System.Text.Json.Nodes;
using BenchHub.Evaluation.Tasks;

namespace BenchHub.Cli.Tasks;

/// <summary>What a definition asks for, as people and scripts see it.</summary>
internal static class TaskPreview
{
    /// <param name="task">The definition.</param>
    /// <param name="records">The first is asked, the others are its examples; may be empty.</param>
    /// <param name="lettered">Whether the letter of a choice is asked for.</param>
    public static JsonObject Of(TaskDefinition task, IReadOnlyList<JsonElement> records, bool lettered)
    {
        var answer = new JsonObject
        {
            ["name"] = task.Name,
            ["kind"] = task.Kind.Word(),
            ["metrics"] = Strings(task.Metrics.Names),
            ["filters"] = Strings(task.Filters),
            ["examples"] = task.FewShot.Count,
            ["repeats"] = task.Repeats,
        };
        if (records.Count > 0)
        {
            var (renderer, examples) = (new TaskRenderer(task), records.Skip(1).ToArray());
            answer["request"] = Request(lettered && (task.Kind is TaskKind.MultipleChoice or TaskKind.Preference)
                ? renderer.RenderLettered("line 1", records[0], examples)
                : renderer.Render("line 1", records[0], examples));
        }

        return answer;
    }

    public static void Show(JsonNode answer)
    {
        foreach (var (key, value) in answer.AsObject())
        {
            if (key != "request")
            {
                Console.WriteLine($"{key,-11} {(value is JsonArray list ? string.Join(", ", list.Select(static item => (string)item!)) : value)}");
            }
        }

        if (answer["request"] is not { } request)
        {
            return;
        }

        Part("prompt", (string)request["prompt"]!);
        foreach (var (number, choice) in request["choices"]!.AsArray().Index())
        {
            Part(number == (int?)request["gold"] ? $"choice {number} (right)" : $"choice {number}", $"[{choice}]");
        }

        foreach (var reference in request["references"]!.AsArray())
        {
            Part("reference", (string)reference!);
        }
    }

    public static JsonArray Strings(IEnumerable<string> texts) => [.. texts.Select(static text => (JsonNode)text)];

    private static JsonObject Request(TaskPrompt request) => new()
    {
        ["prompt"] = request.Prompt,
        ["turns"] = new JsonArray([.. request.Turns.Select(static turn => new JsonObject { ["role"] = turn.Role, ["text"] = turn.Text })]),
        ["choices"] = Strings(request.Choices),
        ["gold"] = request.Gold,
        ["references"] = Strings(request.References),
    };

    private static void Part(string title, string text)
    {
        Console.WriteLine();
        Console.WriteLine($"--- {title} ---");
        Console.WriteLine(text);
    }
}
