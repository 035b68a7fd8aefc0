using Grpc.Core;

namespace BenchHub.Api.Errors;

/// <summary>What a caller can rely on: the word ends the stable <c>type</c> address, the codes never change.</summary>
internal sealed record ProblemKind(string Word, string Title, int Status, StatusCode Code)
{
    public static readonly ProblemKind Invalid = new("invalid", "The request is wrong", 400, StatusCode.InvalidArgument);
    public static readonly ProblemKind MalformedFile = new("malformed-file", "A file does not follow its format", 400, StatusCode.InvalidArgument);
    public static readonly ProblemKind UnknownMetric = new("unknown-metric", "There is no such metric", 400, StatusCode.InvalidArgument);
    public static readonly ProblemKind MalformedCursor = new("malformed-cursor", "The cursor is not ours", 400, StatusCode.InvalidArgument);
    public static readonly ProblemKind Unauthenticated = new("unauthenticated", "The API key is missing or wrong", 401, StatusCode.Unauthenticated);
    public static readonly ProblemKind Forbidden = new("forbidden", "The request comes from where it must not", 403, StatusCode.PermissionDenied);
    public static readonly ProblemKind NotFound = new("not-found", "There is no such thing", 404, StatusCode.NotFound);
    public static readonly ProblemKind WrongMethod = new("wrong-method", "The address does not take this method", 405, StatusCode.Unimplemented);
    public static readonly ProblemKind Conflict = new("conflict", "The request contradicts the present state", 409, StatusCode.FailedPrecondition);
    public static readonly ProblemKind TooLarge = new("too-large", "The request is too large", 413, StatusCode.ResourceExhausted);
    public static readonly ProblemKind WrongMediaType = new("wrong-media-type", "The body has another media type", 415, StatusCode.InvalidArgument);
    public static readonly ProblemKind Unprocessable = new("unprocessable", "A check failed", 422, StatusCode.FailedPrecondition);
    public static readonly ProblemKind Gone = new("cancelled", "The caller went away", 499, StatusCode.Cancelled);
    public static readonly ProblemKind Fault = new("fault", "Something broke inside", 500, StatusCode.Internal);
    public static readonly ProblemKind Unavailable = new("unavailable", "The cluster does not answer", 503, StatusCode.Unavailable);
    public static readonly ProblemKind StorageFull = new("storage-full", "The disk is full", 507, StatusCode.ResourceExhausted);

    public string Type => $"https://benchhub.dev/problems/{Word}";

    public static ProblemKind Of(Refusal refusal) => refusal switch
    {
        Refusal.NotFound => NotFound,
        Refusal.Conflict => Conflict,
        Refusal.Unprocessable => Unprocessable,
        _ => Invalid,
    };
}
