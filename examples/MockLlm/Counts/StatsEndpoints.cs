using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BenchHub.MockLlm;

/// <summary><c>GET /stats</c>, with <c>?details=false</c> without the lists, and <c>DELETE /stats</c>.</summary>
internal sealed class StatsEndpoints(Ledger ledger, Seats seats)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/stats", http => http.Response.Send(200, Stats(http.Request.Query["details"] != "false")));
        routes.MapDelete("/stats", http =>
        {
            ledger.Clear();
            seats.Forget();
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
    }

    private byte[] Stats(bool hasDetails) => Json.Object(json =>
    {
        var page = ledger.Now;
        json.WriteObject("requests", requests => Counts(requests, page.Total));
        json.WriteNumber("distinctRequests", page.ByRequest.Count);
        json.WriteNumber("mostAskedOfOneRequest", page.ByRequest.Values.Select(static tally => tally.Asked).DefaultIfEmpty().Max());
        json.WriteNumber("mostAnsweredOfOneRequest", page.ByRequest.Values.Select(static tally => tally[Ending.Answered]).DefaultIfEmpty().Max());
        json.WriteObject("concurrency", concurrency =>
        {
            concurrency.WriteNumber("now", seats.Taken);
            concurrency.WriteNumber("most", seats.MostTaken);
        });
        json.WriteObject("tokens", tokens =>
        {
            tokens.WriteNumber("input", page.Tokens.Input);
            tokens.WriteNumber("output", page.Tokens.Output);
        });
        if (!hasDetails)
        {
            return;
        }

        // Their own copies: LINQ would ask for the number first, and break where a request comes before it copies.
        json.WriteObjects("byRequest", page.ByRequest.ToArray().OrderBy(static entry => entry.Key), static (entry, request) =>
        {
            entry.WriteString("hash", request.Key);
            entry.WriteString("path", request.Value.Path);
            entry.WriteString("model", request.Value.Model);
            Counts(entry, request.Value);
        });
        json.WriteObjects("byQuestion", page.ByQuestion.ToArray().OrderBy(static entry => entry.Key), static (entry, question) =>
        {
            entry.WriteString("model", question.Key.Model);
            entry.WriteString("question", question.Key.Question);
            Counts(entry, question.Value);
        });
    });

    private static void Counts(Utf8JsonWriter json, Tally tally)
    {
        json.WriteNumber("asked", tally.Asked);
        json.WriteNumber("answered", tally[Ending.Answered]);
        json.WriteNumber("throttled", tally[Ending.Throttled]);
        json.WriteNumber("failed", tally[Ending.Failed]);
        json.WriteNumber("abandoned", tally[Ending.Abandoned]);
    }
}
