using Microsoft.AspNetCore.Http;

namespace BenchHub.MockLlm;

/// <summary>Whether a request bears the key: as a bearer token, or in <c>x-api-key</c>.</summary>
internal sealed class KeyCheck(string? key)
{
    private static readonly Failure Missing = new(401, "invalid_api_key", "The API key is missing or wrong.");

    public Failure? Refusal(HttpRequest request) =>
        key is null || request.Headers.Authorization == $"Bearer {key}" || request.Headers["x-api-key"] == key ? null : Missing;

    /// <summary>The handler, behind the check.</summary>
    public RequestDelegate Guard(RequestDelegate handler) =>
        http => Refusal(http.Request) is { } refusal ? http.Response.Refuse(refusal) : handler(http);
}
