using System.Security.Cryptography;
using System.Text;
using BenchHub.Api.Errors;
using BenchHub.Api.Live;

namespace BenchHub.Api.Security;

/// <summary>With a key configured, everything but the health endpoints needs it, over HTTP and gRPC alike.</summary>
internal sealed class ApiKeyGate(ApiOptions options) : IMiddleware
{
    private static readonly Problem Refused = new(
        ProblemKind.Unauthenticated, "This hub needs its API key: send it as 'Authorization: Bearer KEY' or as 'X-Api-Key: KEY'.");

    private readonly byte[]? _digest = options.HasApiKey ? Digest(options.ApiKey!) : null;

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (_digest is null || context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase) || IsRight(Shown(context.Request)))
        {
            return next(context);
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        return context.Write(Refused);
    }

    private static string Shown(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var authorization && authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? authorization["Bearer ".Length..].Trim()
            : request.Headers["X-Api-Key"].ToString() is { Length: > 0 } header ? header : InAddress(request);

    // A browser's WebSocket can send no header; elsewhere a key in an address would stand in logs and histories.
    private static string InAddress(HttpRequest request) =>
        request.Path.StartsWithSegments(LiveExtensions.Path, StringComparison.OrdinalIgnoreCase) ? request.Query["access_token"].ToString() : "";

    // Digests have one length, so the time tells nothing of the key's.
    private bool IsRight(string shown) => CryptographicOperations.FixedTimeEquals(Digest(shown), _digest);

    private static byte[] Digest(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
