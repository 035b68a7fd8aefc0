using BenchHub.Systems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BenchHub.Api.Systems;

internal static class RecordedEndpoints
{
    public static void MapRecordedSystems(this RouteGroupBuilder systems, ApiOptions options) =>
        systems.MapPost("/recorded", Upload).WithName("UploadRecordedSystem").WithSummary("Register answers that were recorded elsewhere: a TREC run, or the outputs of language models")
            .Accepts<RecordedForm>("multipart/form-data").WithMetadata(new RequestSizeLimitAttribute(options.UploadBytes));

    private static async Task<Created<RecordedAnswer>> Upload(
        HttpRequest request, [AsParameters] IdempotencyKey key, RecordedUpload upload, TimeProvider time, CancellationToken ct)
    {
        var recorded = await upload.Receive(request, Id(key, time), ct);
        return TypedResults.Created($"/api/v1/systems/{recorded[0].System.Id}", RecordedAnswer.Of(recorded));
    }

    // The first system's id is the request's; the others' follow from it.
    private static Func<int, SystemId> Id(IdempotencyKey key, TimeProvider time)
    {
        var first = key.Id(SystemId.Prefix, time);
        return number => new(number == 0 ? first : SortableId.FromSeed(SystemId.Prefix, $"{first}/{number}"));
    }
}

/// <summary>The first system of the upload, and all of them.</summary>
/// <param name="Answered">Items of the dataset that it answers.</param>
/// <param name="Warnings">What does not fit between the recording and the dataset.</param>
internal sealed record RecordedAnswer(
    string Id, string Name, SystemKind Kind, SystemStatus Status, string Description, string Dataset, int Answered, IReadOnlyList<string> Warnings, DateTimeOffset CreatedAt,
    IReadOnlyList<RecordingAnswer> Systems)
{
    public static RecordedAnswer Of(IReadOnlyList<RecordedSystem> recorded) => new(
        recorded[0].System.Id.Value, recorded[0].System.Spec.Name, recorded[0].System.Spec.Kind, recorded[0].System.Status, recorded[0].System.Spec.Description,
        recorded[0].Dataset, recorded[0].Answered, [.. recorded[0].Warnings()], recorded[0].System.CreatedAt, [.. recorded.Select(RecordingAnswer.Of)]);
}

/// <summary>One system of an upload.</summary>
/// <param name="Tool">What recorded it; null of a TREC run.</param>
/// <param name="Metrics">Scores that the tool computed, by the names of metrics.</param>
internal sealed record RecordingAnswer(string Id, string Name, int Answered, IReadOnlyList<string> Warnings, string? Tool, IReadOnlyList<string> Metrics)
{
    public static RecordingAnswer Of(RecordedSystem recorded) => new(
        recorded.System.Id.Value, recorded.System.Spec.Name, recorded.Answered, [.. recorded.Warnings()], recorded.System.Spec.Recording?.Tool,
        recorded.System.Spec.Recording?.Metrics ?? []);
}

/// <summary>The form of an upload, for the API's description; it is read as a stream.</summary>
internal sealed record RecordedForm
{
    /// <summary>trec (default), lm-eval, inspect, promptfoo, openai-batch or outputs.</summary>
    public string? Format { get; init; }

    /// <summary>Of the system; of several systems repeated, in the order of the files. Default: what the files tell; a TREC run needs one.</summary>
    public IReadOnlyList<string>? Name { get; init; }

    /// <summary>Id or name of the dataset that was asked. Without it, one is made of the files; a TREC run needs it.</summary>
    public string? Dataset { get; init; }

    /// <summary>Name of the dataset that is made of the files. Default: what the files tell.</summary>
    public string? NewDataset { get; init; }

    /// <summary>What to make of its records: the name of a task, or the text of a definition. Default: what the files allow.</summary>
    public string? Task { get; init; }

    public string? Description { get; init; }

    /// <summary>A run (query Q0 document rank score tag), or files of the format; several as parts of the same name.</summary>
    public required IFormFile File { get; init; }
}
