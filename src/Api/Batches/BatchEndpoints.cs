using System.Text.Json;
using System.Text.Json.Nodes;
using BenchHub.Storage.Batches;

namespace BenchHub.Api.Batches;

/// <summary>OpenAI's batches, over the registered language models.</summary>
internal static class BatchEndpoints
{
    private const string IdPrefix = "batch_";
    private const int MostMetadata = 16;
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);
    private static readonly string[] Endpoints = ["/v1/chat/completions", "/v1/completions"];

    public static void MapServedBatches(this RouteGroupBuilder v1)
    {
        v1.MapPost("/batches", Create);
        v1.MapGet("/batches", List);
        v1.MapGet("/batches/{id}", async (string id, ServedBatches batches, CancellationToken ct) => OpenAiJson.Answer(BatchAnswer.Of(await Found(batches, id, ct))));
        v1.MapPost("/batches/{id}/cancel", Cancel);
    }

    private static async Task<IResult> Create(
        HttpRequest request, [AsParameters] IdempotencyKey key, ServedBatches batches, ServedFiles files, IGrainFactory grains, TimeProvider time, CancellationToken ct)
    {
        var body = await Body(request, ct);
        var endpoint = Text(body, "endpoint");
        if (!Endpoints.Contains(endpoint))
        {
            throw new RefusedException(Refusal.Invalid, $"The endpoint is '{endpoint}'; a batch asks {string.Join(" or ", Endpoints)}.", "endpoint");
        }

        if (Text(body, "completion_window") is var window && window != "24h")
        {
            throw new RefusedException(Refusal.Invalid, $"The completion_window is '{window}'; it must be 24h.", "completion_window");
        }

        var file = await FileEndpoints.Found(files, Text(body, "input_file_id"), ct, "input_file_id");
        if (file.Purpose != "batch")
        {
            throw new RefusedException(Refusal.Invalid, $"The file '{file.Id}' is for '{file.Purpose}', not for batches.", "input_file_id");
        }

        var id = key.Id(IdPrefix, time);
        await batches.Create(id, endpoint, file.Id, Metadata(body).ToJsonString(), time.GetUtcNow() + Window, ct);
        await grains.ServedBatch(id).Wake();
        return OpenAiJson.Answer(BatchAnswer.Of(await Found(batches, id, ct)));
    }

    private static async Task<IResult> List(string? after, int? limit, ServedBatches batches, CancellationToken ct)
    {
        var most = OpenAiJson.Limit(limit);
        return OpenAiJson.Page([.. (await batches.List(after, most + 1, ct)).Select(BatchAnswer.Of)], most);
    }

    private static async Task<IResult> Cancel(string id, ServedBatches batches, IGrainFactory grains, CancellationToken ct)
    {
        if (await Found(batches, id, ct) is { EndedAt: not null } over)
        {
            throw new RefusedException(Refusal.Conflict, $"The batch is {over.Status} and cannot be cancelled.");
        }

        await grains.ServedBatch(id).Cancel();
        return OpenAiJson.Answer(BatchAnswer.Of(await Found(batches, id, ct)));
    }

    private static async Task<ServedBatch> Found(ServedBatches batches, string id, CancellationToken ct) =>
        await batches.Find(id, ct) ?? throw new RefusedException(Refusal.NotFound, $"There is no batch '{id}'.");

    private static async Task<JsonObject> Body(HttpRequest request, CancellationToken ct)
    {
        try
        {
            return await JsonNode.ParseAsync(request.Body, cancellationToken: ct) as JsonObject
                ?? throw new RefusedException(Refusal.Invalid, "The body must be a JSON object.");
        }
        catch (JsonException wrong)
        {
            throw new RefusedException(Refusal.Invalid, $"The body is not JSON: {wrong.Message}");
        }
    }

    private static string Text(JsonObject body, string field) => body[field] is JsonValue value && value.TryGetValue<string>(out var text)
        ? text
        : throw new RefusedException(Refusal.Invalid, $"The body has no text '{field}'.", field);

    private static JsonObject Metadata(JsonObject body) => body["metadata"] switch
    {
        null => [],
        JsonObject { Count: <= MostMetadata } metadata when metadata.All(static field => field.Value is JsonValue value && value.GetValueKind() is JsonValueKind.String) => (JsonObject)metadata.DeepClone(),
        _ => throw new RefusedException(Refusal.Invalid, $"metadata must be an object of at most {MostMetadata} texts.", "metadata"),
    };
}
