using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BenchHub.Api.Errors;

namespace BenchHub.Api.Batches;

/// <summary>Answers and refusals below <c>/v1</c>, in the shapes that clients of OpenAI's interface read.</summary>
internal static class OpenAiJson
{
    public const string Root = "/v1";

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IResult Answer(JsonObject body) => TypedResults.Content(body.ToJsonString(Options), "application/json");

    /// <param name="entries">In their order, one more than the page holds where there are more.</param>
    /// <param name="most">Entries of a page.</param>
    public static IResult Page(IReadOnlyList<JsonObject> entries, int most)
    {
        var shown = entries.Take(most).ToList();
        return Answer(new()
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. shown]),
            ["first_id"] = (string?)shown.FirstOrDefault()?["id"],
            ["last_id"] = (string?)shown.LastOrDefault()?["id"],
            ["has_more"] = entries.Count > most,
        });
    }

    /// <exception cref="RefusedException">The text is no number of 1 to 100.</exception>
    public static int Limit(int? limit, int most = 100) => limit switch
    {
        null => Math.Min(20, most),
        >= 1 when limit <= most => limit.Value,
        _ => throw new RefusedException(Refusal.Invalid, $"limit is {limit}; it must be 1 to {most}.", "limit"),
    };

    public static bool Covers(HttpRequest request) => request.Path.StartsWithSegments(Root, StringComparison.Ordinal);

    public static Task Write(HttpContext http, Problem problem) => http.Response.WriteAsync(
        new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["message"] = problem.Detail,
                ["type"] = problem.Kind.Status >= 500 ? "server_error" : "invalid_request_error",
                ["param"] = problem.Field,
                ["code"] = problem.Kind.Status switch { 401 => "invalid_api_key", 404 => "not_found", _ => null },
            },
        }.ToJsonString(Options),
        http.RequestAborted);
}
