using System.Globalization;
using BenchHub.Api.Batches;
using BenchHub.Api.Json;

namespace BenchHub.Api.Errors;

/// <summary>Writes a problem in the protocol of the request: problem details, or the status of a gRPC call.</summary>
internal static class ProblemWriter
{
    private const string MediaType = "application/problem+json";

    extension(HttpContext http)
    {
        public bool IsGrpc => http.Request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true;

        public Task Write(Problem problem)
        {
            if (http.IsGrpc)
            {
                http.Response.ContentType = "application/grpc";
                http.Response.Headers["grpc-status"] = ((int)problem.Kind.Code).ToString(CultureInfo.InvariantCulture);
                http.Response.Headers["grpc-message"] = Uri.EscapeDataString(problem.Detail);
                return Task.CompletedTask;
            }

            http.Response.StatusCode = problem.Kind.Status;
            if (problem.Kind == ProblemKind.Unavailable)
            {
                http.Response.Headers.RetryAfter = "5";
            }

            if (OpenAiJson.Covers(http.Request))
            {
                http.Response.ContentType = "application/json";
                return OpenAiJson.Write(http, problem);
            }

            return http.Response.WriteAsJsonAsync(ProblemAnswer.Of(problem, http), ApiJson.Options, MediaType, http.RequestAborted);
        }
    }

    /// <summary>For what routing answers without a body.</summary>
    public static Task WriteBare(HttpContext http) => http.Write(http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => new(ProblemKind.NotFound, $"There is no {http.Request.Path}; the addresses are listed at /openapi/v1.json."),
        StatusCodes.Status405MethodNotAllowed => new(ProblemKind.WrongMethod, $"{http.Request.Path} does not take {http.Request.Method}, but {http.Response.Headers.Allow}."),
        StatusCodes.Status413PayloadTooLarge => new(ProblemKind.TooLarge, "The request body is larger than this address takes."),
        StatusCodes.Status415UnsupportedMediaType => new(ProblemKind.WrongMediaType, $"{http.Request.Path} does not take a body of this media type; see /openapi/v1.json."),
        var status => new(ProblemKind.Invalid with { Status = status }, "The request was refused."),
    });
}
