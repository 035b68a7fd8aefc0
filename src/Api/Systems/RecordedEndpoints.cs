using BenchHub.Systems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BenchHub.Api.Systems;

internal static class RecordedEndpoints
{
    public static void MapRecordedSystems(this RouteGroupBuilder systems, ApiOptions options) =>
        systems.MapPost("/recorded", Upload).WithName("UploadRecordedSystem").WithSummary("Register a TREC run as a system whose answers are known")
            .Accepts<RecordedForm>("multipart/form-data").WithMetadata(new RequestSizeLimitAttribute(options.UploadBytes));

    private static async Task<Created<RecordedAnswer>> Upload(
        HttpRequest request, [AsParameters] IdempotencyKey key, RecordedUpload upload, TimeProvider time, CancellationToken ct)
    {
        var recorded = await upload.Receive(request, new(key.Id(SystemId.Prefix, time)), ct);
        return TypedResults.Created($"/api/v1/systems/{recorded.System.Id}", RecordedAnswer.Of(recorded));
    }
}

/// <param name="Answered">Items of the dataset that the run answers.</param>
/// <param name="Warnings">What does not fit between the run and the dataset.</param>
internal sealed record RecordedAnswer(
    string Id, string Name, SystemKind Kind, SystemStatus Status, string Description, string Dataset, int Answered, IReadOnlyList<string> Warnings, DateTimeOffset CreatedAt)
{
    public static RecordedAnswer Of(RecordedSystem recorded) => new(
        recorded.System.Id.Value, recorded.System.Spec.Name, recorded.System.Spec.Kind, recorded.System.Status, recorded.System.Spec.Description,
        recorded.Dataset, recorded.Answered, [.. recorded.Warnings()], recorded.System.CreatedAt);
}

/// <summary>The form of an upload, for the API's description; it is read as a stream.</summary>
internal sealed record RecordedForm
{
    public required string Name { get; init; }

    /// <summary>Id or name of the dataset that the run answers.</summary>
    public required string Dataset { get; init; }

    public string? Description { get; init; }

    /// <summary>query Q0 document rank score tag.</summary>
    public required IFormFile File { get; init; }
}
