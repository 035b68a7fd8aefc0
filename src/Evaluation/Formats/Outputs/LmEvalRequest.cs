using System.Text.Json;

namespace BenchHub.Evaluation.Formats.Outputs;

/// <summary>One request of a sample of lm-evaluation-harness.</summary>
/// <param name="Context">What stood before, or the text itself.</param>
/// <param name="Continuation">The text whose likelihood was asked for; null where it was none.</param>
/// <param name="IsWords">Whether text was generated.</param>
internal sealed record LmEvalRequest(string Context, string? Continuation, bool IsWords)
{
    // What a line has beside the values of metrics.
    private static readonly HashSet<string> Known =
    [
        "doc_id", "doc", "target", "arguments", "resps", "filtered_resps", "filter", "metrics", "doc_hash", "prompt_hash", "target_hash",
        "task_name", "schema",
    ];

    /// <summary>Of <c>{"gen_args_0": {"arg_0": …, "arg_1": …}}</c>, or of <c>[["…", "…"]]</c> in older versions.</summary>
    public static IReadOnlyList<LmEvalRequest> All(OutputFields line) => line.Value("arguments") switch
    {
        { ValueKind: JsonValueKind.Object } named => [.. named.EnumerateObject().Select(request => Of(line, [.. Values(request.Value)]))],
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(request => Of(line, [.. Values(request)]))],
        null => [],
        _ => throw line.Fail("arguments", "must be an object or a list."),
    };

    /// <summary>In versions that do not list them, the metrics are what is not known to be something else.</summary>
    public static IEnumerable<string> UnknownFields(OutputFields line) =>
        line.Json.EnumerateObject().Select(static field => field.Name).Where(static name => !Known.Contains(name));

    private static LmEvalRequest Of(OutputFields line, JsonElement[] values) => values switch
    {
        [{ ValueKind: JsonValueKind.String } context] => new(context.GetString()!, null, IsWords: false),
        [{ ValueKind: JsonValueKind.String } context, { ValueKind: JsonValueKind.String } continuation, ..] => new(context.GetString()!, continuation.GetString(), IsWords: false),
        [var context, { ValueKind: JsonValueKind.Object }, ..] => new(OutputFields.Shown(context), null, IsWords: true),
        _ => throw line.Fail("arguments", "must hold a context, and a continuation or the settings of the generation, for each request."),
    };

    private static IEnumerable<JsonElement> Values(JsonElement request) => request.ValueKind switch
    {
        JsonValueKind.Object => request.EnumerateObject().Select(static argument => argument.Value),
        JsonValueKind.Array => request.EnumerateArray(),
        _ => [request],
    };
}
