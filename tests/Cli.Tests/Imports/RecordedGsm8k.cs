using System.Text.Json;
using System.Text.Json.Nodes;
using BenchHub.Evaluation.Tests.Golden;

namespace BenchHub.Cli.Tests.Imports;

/// <summary>The answers of four models to GSM8K, in the shapes in which other tools write them.</summary>
internal static class RecordedGsm8k
{
    public static readonly (string Model, int Correct)[] Models =
        [("6b_finetuning", 286), ("6b_verification", 515), ("175b_finetuning", 458), ("175b_verification", 742)];

    public static string Records => SharedFolder.Find("data/gsm8k/test.jsonl");

    /// <summary>Document, then by model its answer and whether it is right.</summary>
    public static IReadOnlyList<(JsonNode Document, JsonNode Solutions)> Items() =>
    [
        .. File.ReadLines(Records).Zip(
            File.ReadLines(SharedFolder.Find("data/gsm8k/example_model_solutions.jsonl")),
            static (document, solutions) => (JsonNode.Parse(document)!, JsonNode.Parse(solutions)!)),
    ];

    public static string Solution(JsonNode solutions, string model) => (string)solutions[model]!["solution"]!;

    public static bool IsCorrect(JsonNode solutions, string model) => (bool)solutions[model]!["is_correct"]!;

    /// <summary>As <c>lm_eval --log_samples</c>: two filters, each with all documents, and every nested value a text.</summary>
    public static string LmEval(string model) => string.Concat(new[] { "strict-match", "flexible-extract" }.SelectMany(filter => Items().Select((item, i) => new JsonObject
    {
        ["doc_id"] = i,
        ["doc"] = item.Document.DeepClone(),
        ["target"] = (string)item.Document["answer"]!,
        ["arguments"] = new JsonObject
        {
            ["gen_args_0"] = new JsonObject
            {
                ["arg_0"] = $"Question: {item.Document["question"]}\nAnswer:",
                ["arg_1"] = new JsonObject { ["until"] = new JsonArray("Question:"), ["do_sample"] = false },
            },
        },
        ["resps"] = new JsonArray(new JsonArray(Solution(item.Solutions, model))),
        ["filtered_resps"] = new JsonArray("[invalid]"),
        ["filter"] = filter,
        ["metrics"] = new JsonArray("exact_match"),
        ["doc_hash"] = "0",
        ["prompt_hash"] = "0",
        ["target_hash"] = "0",
        ["exact_match"] = IsCorrect(item.Solutions, model) ? 1.0 : 0.0,
    }.ToJsonString() + "\n")));

    /// <summary>As <c>promptfoo eval -o results.json</c>: one file, providers side by side, a failed assertion as an error.</summary>
    public static string Promptfoo() => new JsonObject
    {
        ["evalId"] = "eval-abc-2026-01-31T10:00:00",
        ["results"] = new JsonObject
        {
            ["version"] = 3,
            ["timestamp"] = "2026-01-31T10:00:00.000Z",
            ["prompts"] = new JsonArray([.. Models.Select(static one => new JsonObject { ["raw"] = "{{question}}", ["label"] = "{{question}}", ["id"] = "p", ["provider"] = one.Model })]),
            ["results"] = new JsonArray([.. Items().SelectMany((item, i) => Models.Select((one, column) => Result(item, i, one.Model, column)))]),
            ["stats"] = new JsonObject(),
        },
        ["config"] = new JsonObject { ["description"] = "School arithmetic" },
        ["shareableUrl"] = null,
        ["metadata"] = new JsonObject { ["promptfooVersion"] = "0.121.20" },
    }.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    /// <summary>As the Batch API answers, in an order of its own.</summary>
    public static string Batch(string model) => string.Concat(Items().Select((item, i) => new JsonObject
    {
        ["id"] = $"batch_req_{i}",
        ["custom_id"] = $"{i + 1}",
        ["response"] = new JsonObject
        {
            ["status_code"] = 200,
            ["request_id"] = "r",
            ["body"] = new JsonObject
            {
                ["object"] = "chat.completion",
                ["model"] = model,
                ["choices"] = new JsonArray(new JsonObject
                {
                    ["index"] = 0,
                    ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = Solution(item.Solutions, model), ["refusal"] = null },
                    ["finish_reason"] = "stop",
                }),
                ["usage"] = new JsonObject { ["prompt_tokens"] = 50, ["completion_tokens"] = 80, ["total_tokens"] = 130 },
            },
        },
        ["error"] = null,
    }.ToJsonString() + "\n").Reverse());

    private static JsonObject Result((JsonNode Document, JsonNode Solutions) item, int test, string model, int column)
    {
        var isCorrect = IsCorrect(item.Solutions, model);
        var result = new JsonObject
        {
            ["cost"] = 0.001,
            ["gradingResult"] = new JsonObject { ["pass"] = isCorrect },
            ["latencyMs"] = 12,
            ["namedScores"] = new JsonObject { ["Final <b>number</b>"] = isCorrect ? 1 : 0 },
            ["prompt"] = new JsonObject { ["raw"] = (string)item.Document["question"]!, ["label"] = "{{question}}" },
            ["promptIdx"] = column,
            ["provider"] = new JsonObject { ["id"] = model, ["label"] = "" },
            ["response"] = new JsonObject { ["output"] = Solution(item.Solutions, model), ["tokenUsage"] = new JsonObject { ["prompt"] = 5, ["completion"] = 7 } },
            ["score"] = isCorrect ? 1 : 0,
            ["success"] = isCorrect,
            ["testCase"] = new JsonObject { ["vars"] = new JsonObject { ["question"] = (string)item.Document["question"]! }, ["assert"] = new JsonArray() },
            ["testIdx"] = test,
            ["vars"] = new JsonObject { ["question"] = (string)item.Document["question"]! },
            ["failureReason"] = isCorrect ? 0 : 1,
        };
        if (!isCorrect)
        {
            result["error"] = "Expected output to be right";
        }

        return result;
    }
}
