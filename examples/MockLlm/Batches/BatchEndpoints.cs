using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BenchHub.MockLlm;

/// <summary>OpenAI's batches.</summary>
internal sealed class BatchEndpoints(BatchDesk desk, FileShelf files)
{
    private const int DefaultPage = 20;
    private const int MostPage = 100;

    public void Map(IEndpointRouteBuilder routes, KeyCheck key)
    {
        routes.MapPost("/v1/batches", key.Guard(Create));
        routes.MapGet("/v1/batches", key.Guard(List));
        routes.MapGet("/v1/batches/{id}", key.Guard(http => Show(http, desk.Find(Id(http)))));
        routes.MapPost("/v1/batches/{id}/cancel", key.Guard(http => Show(http, desk.Cancel(Id(http)))));
    }

    private async Task Create(HttpContext http)
    {
        try
        {
            using var json = JsonDocument.Parse(await http.Request.Bytes());
            var endpoint = AskFields.Text(json.RootElement, "endpoint") ?? "";
            var input = AskFields.Text(json.RootElement, "input_file_id") ?? "";
            var batch = ProtocolCatalog.ForBatch(endpoint) is null ? throw new BadAskException($"A batch cannot ask '{endpoint}'.")
                : AskFields.Text(json.RootElement, "completion_window") != "24h" ? throw new BadAskException("The field 'completion_window' must be 24h.")
                : files.Find(input) is not { Purpose: "batch" } file ? throw new BadAskException($"There is no uploaded file '{input}' with the purpose batch.")
                : desk.Open(endpoint, file, Metadata(json.RootElement));
            await http.Response.Send(200, Json.Object(batch.Write));
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or BadAskException)
        {
            await http.Response.Refuse(Failure.Bad(wrong is BadAskException ? wrong.Message : $"The body is not JSON: {wrong.Message}"));
        }
    }

    private Task List(HttpContext http)
    {
        var most = int.TryParse(http.Request.Query["limit"], out var limit) ? Math.Clamp(limit, 1, MostPage) : DefaultPage;
        var after = http.Request.Query["after"].ToString();
        var rest = desk.All().SkipWhile(batch => after.Length > 0 && string.CompareOrdinal(batch.Id, after) >= 0).ToList();
        return http.Response.Send(200, Json.Object(json =>
        {
            json.WriteString("object", "list");
            json.WriteObjects("data", rest.Take(most), static (item, batch) => batch.Write(item));
            json.WriteString("first_id", rest.FirstOrDefault()?.Id);
            json.WriteString("last_id", rest.Take(most).LastOrDefault()?.Id);
            json.WriteBoolean("has_more", rest.Count > most);
        }));
    }

    private static Task Show(HttpContext http, Batch? batch) => batch is null
        ? http.Response.Refuse(new(404, "not_found", $"There is no batch '{Id(http)}'."))
        : http.Response.Send(200, Json.Object(batch.Write));

    private static string Id(HttpContext http) => $"{http.Request.RouteValues["id"]}";

    private static Dictionary<string, string> Metadata(JsonElement body) =>
        body.TryGetProperty("metadata", out var metadata) && metadata.ValueKind is JsonValueKind.Object
            ? metadata.EnumerateObject().ToDictionary(static field => field.Name, static field => field.Value.ToString())
            : [];
}
