using BenchHub.Evaluation.Formats;
using BenchHub.Evaluation.Metrics;
using BenchHub.Storage;

namespace BenchHub.Api.Errors;

/// <summary>What went wrong, in words safe to show. The one place that knows which exception means what.</summary>
internal sealed record Problem(ProblemKind Kind, string Detail)
{
    public string? Field { get; init; }

    public IReadOnlyList<Finding> Findings { get; init; } = [];

    public string? File { get; init; }

    public long? Line { get; init; }

    // ENOSPC of Linux and macOS; Windows has another number and is a plain fault.
    private const int NoSpace = 28;

    /// <summary>Whatever is not known here is a fault, and its message may hold what callers must not see.</summary>
    public static Problem Of(Exception exception) => exception switch
    {
        RefusedException refused => new(ProblemKind.Of(refused.Refusal), refused.Message) { Field = refused.Field, Findings = refused.Findings },
        MalformedInputException malformed => new(ProblemKind.MalformedFile, malformed.Message) { File = malformed.File, Line = malformed.Line },
        UnknownMetricException metric => new(ProblemKind.UnknownMetric, metric.Message) { Field = "metrics" },
        MalformedCursorException cursor => new(ProblemKind.MalformedCursor, cursor.Message) { Field = "cursor" },
        UnwritableIdException id => new(ProblemKind.Unprocessable, id.Message),
        NameTakenException taken => new(ProblemKind.Conflict, taken.Message) { Field = "name" },
        StorageFullException => new(ProblemKind.StorageFull, "The disk that holds the database is full. Nothing of this write was kept; free some space and repeat it."),
        StorageUnavailableException or StorageBusyException => new(ProblemKind.Unavailable, "The database does not answer. Repeat the request in a few seconds."),
        BadHttpRequestException bad => BadRequest.Explain(bad),
        IOException or InvalidDataException when BadRequest.IsBrokenForm(exception) =>
            new(ProblemKind.Invalid, "The form breaks off or is malformed; nothing of it was kept."),
        IOException { HResult: NoSpace } => new(ProblemKind.StorageFull, "The disk for uploads is full. Nothing was kept; free some space and repeat it."),
        OperationCanceledException => new(ProblemKind.Unavailable, "The hub is stopping. Repeat the request in a few seconds."),
        TimeoutException or SiloUnavailableException or OrleansMessageRejectionException =>
            new(ProblemKind.Unavailable, "The cluster does not answer in time. Repeat the request in a few seconds."),
        _ => new(ProblemKind.Fault, "Something broke inside; it was logged under this traceId."),
    };
}
