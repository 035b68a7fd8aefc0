using System.Text.Json.Nodes;
using BenchHub.Storage.Batches;
using Microsoft.AspNetCore.Mvc;

namespace BenchHub.Api.Batches;

/// <summary>OpenAI's files, as far as batches need them.</summary>
internal static class FileEndpoints
{
    private const long Form = 64 * 1024;
    private const int MostFiles = 10_000;

    public static void MapServedFiles(this RouteGroupBuilder v1)
    {
        v1.MapPost("/files", Upload).WithMetadata(new RequestSizeLimitAttribute(FileUpload.LargestFile + Form));
        v1.MapGet("/files", List);
        v1.MapGet("/files/{id}", async (string id, ServedFiles files, CancellationToken ct) => OpenAiJson.Answer(FileAnswer.Of(await Found(files, id, ct))));
        v1.MapGet("/files/{id}/content", Content);
        v1.MapDelete("/files/{id}", Delete);
    }

    /// <exception cref="RefusedException">There is no such file.</exception>
    public static async Task<ServedFile> Found(ServedFiles files, string id, CancellationToken ct, string? field = null) =>
        await files.Find(id, ct) ?? throw new RefusedException(Refusal.NotFound, $"There is no file '{id}'; it may have expired.", field);

    private static async Task<IResult> Upload(HttpRequest request, FileUpload upload, ServedFiles files, CancellationToken ct)
    {
        await files.Purge(ct);
        return OpenAiJson.Answer(FileAnswer.Of(await upload.Receive(request, ct)));
    }

    private static async Task<IResult> List(string? purpose, string? after, string? order, int? limit, ServedFiles files, CancellationToken ct)
    {
        var most = OpenAiJson.Limit(limit ?? MostFiles, MostFiles);
        var isNewestFirst = order switch
        {
            null or "desc" => true,
            "asc" => false,
            _ => throw new RefusedException(Refusal.Invalid, $"order is asc or desc, not '{order}'.", "order"),
        };
        var found = await files.List(purpose, after, isNewestFirst, most + 1, ct);
        return OpenAiJson.Page([.. found.Select(FileAnswer.Of)], most);
    }

    private static async Task<IResult> Content(string id, ServedFiles files, CancellationToken ct)
    {
        var file = await Found(files, id, ct);
        return TypedResults.Stream(
            async target =>
            {
                await foreach (var chunk in files.Read(id, ct))
                {
                    await target.WriteAsync(chunk, ct);
                }
            },
            "application/octet-stream",
            file.Name);
    }

    private static async Task<IResult> Delete(string id, ServedFiles files, ServedBatches batches, CancellationToken ct)
    {
        await Found(files, id, ct);
        foreach (var open in await batches.Unfinished(ct))
        {
            if (await batches.Find(open, ct) is { } batch && batch.InputFileId == id)
            {
                throw new RefusedException(Refusal.Conflict, $"The batch {batch.Id} still reads this file; cancel it first.");
            }
        }

        return OpenAiJson.Answer(new JsonObject { ["id"] = id, ["object"] = "file", ["deleted"] = await files.Delete(id, ct) });
    }
}
