using System.ComponentModel;
using System.Text;
using System.Text.Json;
using BenchHub.Api.Json;
using BenchHub.Api.OpenApi;
using BenchHub.Comparisons;
using BenchHub.Reports.Checks;
using BenchHub.Reports.Documents;
using BenchHub.Reports.Fonts;
using BenchHub.Reports.Tables;
using BenchHub.Storage.Comparisons;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BenchHub.Api.Comparisons;

internal static class ExportEndpoints
{
    private const string Formats = "json, csv, md, latex, pdf, junit or sarif";

    private static readonly string Version = typeof(ExportEndpoints).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    public static RouteGroupBuilder MapComparisonExport(this RouteGroupBuilder api)
    {
        api.MapGet("/comparisons/{id}/export", Export).WithTags("Comparisons").WithName("ExportComparison").WithSummary("A comparison as a file")
            .Produces<ExportedComparison>()
            .AlsoProduces(Csv.MediaType, "text/markdown", "application/x-tex", "application/pdf", "application/xml", "application/sarif+json");
        return api;
    }

    private static async Task<IResult> Export(
        string id, [AsParameters] ExportQuery query, ComparisonCatalog comparisons, ReportFonts fonts, TimeProvider time, CancellationToken ct)
    {
        var comparison = await comparisons.Whole(id, ct);
        var now = time.GetUtcNow();
        return query.Format switch
        {
            null or "" or "json" => TypedResults.Stream(
                target => JsonSerializer.SerializeAsync(
                    target, new ExportedComparison(new(now, comparison.Id), StoredComparisonAnswer.Of(comparison)), ApiJson.Options, CancellationToken.None),
                "application/json; charset=utf-8", $"{comparison.Id}.json"),
            "csv" => ComparisonCsv.Answer(comparison, query.Part),
            "md" => Text(MarkdownReport.Write(comparison), "text/markdown", $"{comparison.Id}.md"),
            "latex" => Text(LatexReport.Write(comparison), "application/x-tex", $"{comparison.Id}.tex"),
            "pdf" => TypedResults.Bytes(await Document(comparison, fonts, now), "application/pdf", $"{comparison.Id}.pdf"),
            "junit" => Text(JUnit.Write(comparison.Name, now, ComparisonChecks.Of(comparison, query.Baseline)), "application/xml", $"{comparison.Id}.xml"),
            "sarif" => Text(Sarif.Write(Version, ComparisonChecks.Of(comparison, query.Baseline)), "application/sarif+json", $"{comparison.Id}.sarif"),
            _ => throw new RefusedException(Refusal.Invalid, $"The format is {Formats}, not '{query.Format}'.", "format"),
        };
    }

    /// <summary>Drawn beside the thread of the request.</summary>
    private static async Task<byte[]> Document(StoredComparison comparison, ReportFonts fonts, DateTimeOffset now)
    {
        try
        {
            return await Task.Run(() => ComparisonDocument.Write(comparison, fonts.Chain, now));
        }
        catch (FontRefusedException refused)
        {
            throw new RefusedException(Refusal.Unprocessable, refused.Message, "format");
        }
    }

    private static FileContentHttpResult Text(string text, string mediaType, string name) => TypedResults.Bytes(Encoding.UTF8.GetBytes(text), $"{mediaType}; charset=utf-8", name);
}

internal sealed record ExportQuery
{
    [FromQuery(Name = "format"), Description("json, csv, md, latex, pdf, junit or sarif. Default: json.")]
    public string? Format { get; init; }

    [FromQuery(Name = "part"), Description("Of csv: ranking, pairs or overall. Default: ranking.")]
    public string? Part { get; init; }

    [FromQuery(Name = "baseline"), Description("Of junit and sarif: name or id of the system that must not be significantly better than the others. Default: none, and nothing fails.")]
    public string? Baseline { get; init; }
}
