using System.ComponentModel;
using BenchHub.Api.OpenApi;
using BenchHub.Storage.Costs;
using Microsoft.AspNetCore.Mvc;

namespace BenchHub.Api.Costs;

internal static class CostEndpoints
{
    public static RouteGroupBuilder MapCosts(this RouteGroupBuilder api)
    {
        api.MapGet("/costs", Get).WithName("GetCosts").WithTags("Costs").WithSummary("Sum what was paid, by system, model, job or day")
            .Produces<CostsAnswer>().AlsoProduces(Csv.MediaType);
        return api;
    }

    private static async Task<IResult> Get([AsParameters] CostQuery query, CostCatalog costs, CancellationToken ct)
    {
        var by = Enum.Parse<CostGroup>(Words.Of<CostGroup>(query.By, "by") is { Length: > 0 } word ? word : nameof(CostGroup.System), ignoreCase: true);
        var isCsv = new ListQuery { Format = query.Format }.IsCsv;
        var (from, to) = (CostQuery.Day(query.From, "from"), CostQuery.Day(query.To, "to"));
        if (from > to)
        {
            throw new RefusedException(Refusal.Invalid, $"The first day, {query.From}, comes after the last, {query.To}.", "from");
        }

        var answer = CostsAnswer.Of(by, await costs.By(by, from, to, ct));
        return isCsv ? CostAnswer.Csv.Answer(answer.Items) : TypedResults.Ok(answer);
    }
}

internal sealed record CostQuery
{
    [FromQuery(Name = "by"), Description("system, model, job or day. Default: system.")]
    public string? By { get; init; }

    [FromQuery(Name = "from"), Description("The first day (UTC), as 2026-03-01.")]
    public string? From { get; init; }

    [FromQuery(Name = "to"), Description("The last day (UTC), which counts as well.")]
    public string? To { get; init; }

    [FromQuery(Name = "format"), Description("json or csv. Default: json.")]
    public string? Format { get; init; }

    /// <exception cref="RefusedException">The text is no day.</exception>
    public static DateOnly? Day(string? text, string field) => string.IsNullOrEmpty(text) ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? day
        : throw new RefusedException(Refusal.Invalid, $"{field} is '{text}'; write a day as 2026-03-01.", field);
}
