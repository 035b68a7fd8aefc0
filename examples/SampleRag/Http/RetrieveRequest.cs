using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace BenchHub.SampleRag;

/// <summary>The body of all endpoints; <c>embed</c> ignores <c>top_k</c>.</summary>
internal sealed record RetrieveRequest(
    [property: JsonPropertyName("query")] string? Query,
    [property: JsonPropertyName("top_k")] int? TopK = null)
{
    public const int DefaultTopK = 10;
    public const int MaxTopK = 10_000;

    /// <returns>The request, or a sentence that says what is wrong with it.</returns>
    public static async Task<(RetrieveRequest? Request, string? Problem)> Read(HttpRequest http)
    {
        try
        {
            var request = await JsonSerializer.DeserializeAsync<RetrieveRequest>(
                http.Body, cancellationToken: http.HttpContext.RequestAborted);
            return request switch
            {
                null or { Query: null } => (null, "The body needs a text field 'query'."),
                { TopK: < 1 or > MaxTopK } => (null, $"'top_k' is {request.TopK}; it must be between 1 and {MaxTopK}."),
                _ => (request, null),
            };
        }
        catch (JsonException malformed)
        {
            return (null, $"The body is not the JSON object {{\"query\", \"top_k\"}}: {malformed.Message}");
        }
    }
}
