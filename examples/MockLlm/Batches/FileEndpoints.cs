using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BenchHub.MockLlm;

/// <summary>OpenAI's files, as far as batches need them.</summary>
internal sealed class FileEndpoints(FileShelf files, TimeProvider time)
{
    public void Map(IEndpointRouteBuilder routes, KeyCheck key)
    {
        routes.MapPost("/v1/files", key.Guard(Upload));
        routes.MapGet("/v1/files", key.Guard(http => http.Response.Send(200, Json.Object(json =>
        {
            json.WriteString("object", "list");
            json.WriteObjects("data", files.All, static (item, file) => file.Write(item));
            json.WriteBoolean("has_more", false);
        }))));
        routes.MapGet("/v1/files/{id}", key.Guard(http => Found(http, file => http.Response.Send(200, Json.Object(file.Write)))));
        routes.MapGet("/v1/files/{id}/content", key.Guard(http => Found(http, file => http.Response.Send(200, file.Bytes, "application/octet-stream"))));
        routes.MapDelete("/v1/files/{id}", key.Guard(http => Found(http, file => http.Response.Send(200, Json.Object(json =>
        {
            json.WriteString("id", file.Id);
            json.WriteString("object", "file");
            json.WriteBoolean("deleted", files.Remove(file.Id));
        })))));
    }

    private async Task Upload(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
        {
            await http.Response.Refuse(Failure.Bad("The body must be multipart/form-data with 'purpose' and 'file'."));
            return;
        }

        try
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            var (purpose, upload) = (form["purpose"].ToString(), form.Files["file"]);
            if (upload is null || purpose != "batch")
            {
                await http.Response.Refuse(Failure.Bad(upload is null ? "The part 'file' is missing." : $"The purpose is '{purpose}'; only batch is known here."));
                return;
            }

            using var content = new MemoryStream();
            await upload.CopyToAsync(content, http.RequestAborted);
            var file = files.Add(upload.FileName, purpose, content.ToArray(), time.GetUtcNow());
            await http.Response.Send(200, Json.Object(file.Write));
        }
        catch (InvalidDataException wrong)
        {
            await http.Response.Refuse(Failure.Bad($"The upload cannot be read: {wrong.Message}"));
        }
    }

    private Task Found(HttpContext http, Func<StoredFile, Task> use) =>
        $"{http.Request.RouteValues["id"]}" is var id && files.Find(id) is { } file
            ? use(file)
            : http.Response.Refuse(new(404, "not_found", $"There is no file '{id}'."));
}
