using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BenchHub.SampleRag;

internal sealed class RetrievalEndpoints(IRetriever retriever, SampleRagOptions options)
{
    private const int DefaultContexts = 3;

    private readonly FaultDice _dice = new(options.ErrorRate, options.Seed);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health", http => Answer(http, json =>
        {
            json.WriteStartObject();
            json.WriteString("status", "ok");
            json.WriteString("algorithm", retriever.Name);
            json.WriteEndObject();
        }));
        routes.MapGet("/stats", http => Answer(http, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("retrieveCount", _dice.Calls);
            json.WriteEndObject();
        }));
        routes.MapPost("/api/v1/retrieve", Retrieve);
        routes.MapPost("/api/v1/answer", AnswerQuestion);
        routes.MapPost("/api/v1/embed", Embed);
    }

    private Task Retrieve(HttpContext http) => Found(
        http, RetrieveRequest.DefaultTopK, (json, _, hits) => AnswerWriter.Write(json, options.AnswerShape, hits));

    private Task AnswerQuestion(HttpContext http) => Found(
        http, DefaultContexts, static (json, question, hits) => AnswerWriter.Write(json, Extract.Answer(question, hits), hits));

    // Both look for documents and are as slow and as faulty as the service was told to be.
    private async Task Found(HttpContext http, int topK, Action<Utf8JsonWriter, string, IReadOnlyList<Hit>> write)
    {
        var fails = _dice.NextFails();
        var (request, problem) = await RetrieveRequest.Read(http.Request);
        if (request is null)
        {
            await Refuse(http, StatusCodes.Status400BadRequest, problem!);
            return;
        }

        if (options.Latency > TimeSpan.Zero)
        {
            await Task.Delay(options.Latency, http.RequestAborted);
        }

        if (fails)
        {
            await Refuse(http, StatusCodes.Status500InternalServerError, "This call fails on purpose (--error-rate).");
            return;
        }

        var hits = retriever.Search(request.Query!, request.TopK ?? topK);
        await Answer(http, json => write(json, request.Query!, hits));
    }

    private static async Task Embed(HttpContext http)
    {
        var (request, problem) = await RetrieveRequest.Read(http.Request);
        if (request is null)
        {
            await Refuse(http, StatusCodes.Status400BadRequest, problem!);
            return;
        }

        await Answer(http, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("embedding");
            foreach (var x in HashedEmbedding.Of(request.Query!))
            {
                json.WriteNumberValue(x);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static Task Refuse(HttpContext http, int status, string sentence)
    {
        http.Response.StatusCode = status;
        return Answer(http, json =>
        {
            json.WriteStartObject();
            json.WriteString("error", sentence);
            json.WriteEndObject();
        });
    }

    private static async Task Answer(HttpContext http, Action<Utf8JsonWriter> write)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        await using (var json = new Utf8JsonWriter(http.Response.BodyWriter, AnswerWriter.Options))
        {
            write(json);
        }

        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }
}
