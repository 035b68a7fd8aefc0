using System.Text.Json;
using System.Text.Json.Nodes;
using BenchHub.Cli.Tests.Processes;

namespace BenchHub.Cli.Tests.Models;

/// <summary>A dataset of questions that a model is asked as they stand, and jobs over it.</summary>
internal static class Questions
{
    public const string Dataset = "questions";
    public const string System = "model";
    public const string Metric = "exact_match(norm=squad)";

    /// <summary>Registers the model and its price, and imports questions whose right answer is 4.</summary>
    public static async Task Prepare(ServedHub hub, TempFolder folder, ModelService model, IEnumerable<string> questions, JsonObject? limits = null, int? maxTokens = null)
    {
        await hub.Post("/api/v1/systems", new JsonObject
        {
            ["name"] = System,
            ["url"] = model.Url,
            ["model"] = new JsonObject { ["name"] = "m", ["maxTokens"] = maxTokens },
            ["limits"] = limits,
        });
        var definition = folder.File("questions.yaml", "name: questions\nkind: open_qa\nprompt: question\ntarget: answer\nmetrics: [exact_match]\n");
        var records = folder.File(
            "questions.jsonl", string.Concat(questions.Select(static (question, i) => $$"""{"id": "q{{i}}", "question": {{JsonSerializer.Serialize(question)}}, "answer": "4"}""" + "\n")));
        (await hub.Run("datasets", "import", "task", definition, records, "--name", Dataset)).Succeeded();
        await model.Http.DeleteAsync("/stats", TestContext.Current.CancellationToken);
    }

    /// <returns>The job's id.</returns>
    public static async Task<string> Submit(ServedHub hub, int concurrency, params (string Field, JsonNode Value)[] more)
    {
        var body = new JsonObject { ["systems"] = new JsonArray(System), ["datasets"] = new JsonArray(Dataset), ["concurrency"] = concurrency };
        foreach (var (field, value) in more)
        {
            body[field] = value;
        }

        return (string)(await hub.Post("/api/v1/batch/jobs", body))["id"]!;
    }

    /// <summary>The only result of a completed job.</summary>
    public static async Task<JsonNode> Result(ServedHub hub, string job)
    {
        var done = await hub.Finished(job);
        Assert.True((string?)done["status"] == "completed", done.ToJsonString());
        return await hub.Get($"/api/v1/results/{Assert.Single(done["results"]!.AsArray())!["id"]}");
    }

    /// <summary>All items of a result, in their order.</summary>
    public static async Task<List<JsonNode>> Items(ServedHub hub, JsonNode result)
    {
        var items = new List<JsonNode>();
        for (var cursor = ""; ;)
        {
            var page = await hub.Get($"/api/v1/results/{result["id"]}/items?limit=1000{cursor}");
            items.AddRange(page["items"]!.AsArray().Select(static item => item!));
            if ((string?)page["nextCursor"] is not { } next)
            {
                return items;
            }

            cursor = $"&cursor={Uri.EscapeDataString(next)}";
        }
    }
}
