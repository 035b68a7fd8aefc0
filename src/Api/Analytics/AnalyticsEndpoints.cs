using System.ComponentModel;
using BenchHub.Api.OpenApi;
using BenchHub.Jobs;
using BenchHub.Systems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BenchHub.Api.Analytics;

internal static class AnalyticsEndpoints
{
    private const int DefaultBins = 20;

    public static RouteGroupBuilder MapAnalytics(this RouteGroupBuilder api)
    {
        var analytics = api.MapGroup("/analytics").WithTags("Analytics");
        analytics.MapGet("/systems/{id}/report", Report).WithName("GetSystemReport").WithSummary("Trends, change points, performance and stability of a system");
        analytics.MapGet("/trends", Trend).WithName("GetTrend").WithSummary("One metric of a system over time").Produces<TrendAnswer>().AlsoProduces(Csv.MediaType);
        analytics.MapGet("/compare-models", CompareModels).WithName("GetModelsOverTime").WithSummary("Several systems over time, and whether the latest differ");
        analytics.MapPost("/compare-models", CompareNamedModels).WithName("CompareModels").WithSummary("The same with a body, for many systems");
        analytics.MapGet("/comparisons/{id}/report", ComparisonReportAnswer.Get).WithName("GetComparisonReport").WithSummary("A kept comparison with the stability of its systems");
        analytics.MapGet("/results/{id}/slices", Slices).WithName("GetSlices").WithSummary("A result by tag, length, language, difficulty or a field")
            .Produces<SlicesAnswer>().AlsoProduces(Csv.MediaType);
        analytics.MapGet("/results/{id}/failures", Failures).WithName("GetFailingPatterns").WithSummary("What failed prompts have in common")
            .Produces<FailuresAnswer>().AlsoProduces(Csv.MediaType);
        analytics.MapGet("/results/{id}/distribution", Distribution).WithName("GetDistribution").WithSummary("How the scores of a result are spread");
        analytics.MapGet("/ab", AbTest).WithName("GetAbTest").WithSummary("Two results as a sequential A/B test sees them").Produces<AbAnswer>().AlsoProduces(Csv.MediaType);
        analytics.MapGet("/jobs/{id}/prediction", Predict).WithName("PredictJob").WithSummary("The final scores of a job from its items so far")
            .Produces<PredictionsAnswer>().AlsoProduces(Csv.MediaType);
        analytics.MapGet("/export/evaluations", EvaluationsExport.Get).WithName("ExportEvaluations").WithSummary("Download all results with their metrics as CSV or JSON")
            .Produces<EvaluationsFile>().AlsoProduces(Csv.MediaType);
        return analytics;
    }

    private static async Task<Ok<ReportAnswer>> Report(string id, [AsParameters] ReportQuery query, PastNames names, IGrainFactory grains, CancellationToken ct)
    {
        var range = query.Range;
        var report = await grains.History().Report(new()
        {
            System = new(await names.System(id, "id", ct)),
            Dataset = await names.DatasetOrNone(query.Dataset, "dataset", ct) is { } dataset ? new(dataset) : null,
            Metric = query.Metric,
            From = range.From,
            To = range.To,
        });
        return TypedResults.Ok(ReportAnswer.Of(report, id, range));
    }

    private static async Task<IResult> Trend([AsParameters] TrendQuery query, PastNames names, IGrainFactory grains, CancellationToken ct)
    {
        var isCsv = IsCsv(query.Format);
        var trend = TrendAnswer.Of(await grains.History().Trend(await query.ToQuery(names, ct)));
        return isCsv ? PointAnswer.Csv.Answer(trend.Points) : TypedResults.Ok(trend with { System = trend.System.Length > 0 ? trend.System : query.System! });
    }

    private static async Task<Ok<ModelsAnswer>> CompareModels([AsParameters] ModelsQuery query, PastNames names, IGrainFactory grains, CancellationToken ct) =>
        TypedResults.Ok(ModelsAnswer.Of(await grains.History().CompareModels(await query.ToQuery(names, ct)), query.Dataset!));

    private static async Task<Ok<ModelsAnswer>> CompareNamedModels(ModelsBody body, PastNames names, IGrainFactory grains, CancellationToken ct) =>
        TypedResults.Ok(ModelsAnswer.Of(await grains.History().CompareModels(await body.ToQuery(names, ct)), body.Dataset!));

    private static async Task<IResult> Slices(string id, string? metric, string? by, string? against, string? format, IGrainFactory grains)
    {
        var isCsv = IsCsv(format);
        var report = await grains.ResultAnalysis().Slices(new(new(id), metric, string.IsNullOrEmpty(by) ? "tag" : by, string.IsNullOrEmpty(against) ? null : new(against)));
        var answer = new SlicesAnswer(report.By, report.Metric, [.. report.Slices.Select(SliceAnswer.Of)], report.Method, report.Notes);
        return isCsv ? SliceAnswer.Csv.Answer(answer.Slices) : TypedResults.Ok(answer);
    }

    private static async Task<IResult> Failures(
        string id, string? metric, double? threshold, [Description("A system with an embedding model, id or name: prompts that mean the same are grouped too.")] string? embedder,
        string? format, Lookup lookup, IGrainFactory grains, CancellationToken ct)
    {
        var isCsv = IsCsv(format);
        if (threshold is { } given && !double.IsFinite(given))
        {
            throw new RefusedException(Refusal.Invalid, $"threshold is {given}; it must be a number.", "threshold");
        }

        var by = string.IsNullOrEmpty(embedder) ? null : new SystemId?(new((await lookup.System(embedder, "embedder", ct)).Id));
        var report = await grains.ResultAnalysis().Failures(new(new(id), metric, threshold, by));
        var answer = new FailuresAnswer(
            report.Metric, report.Threshold, report.Failed, report.Items, [.. report.Patterns.Select(PatternAnswer.From)], report.Method, report.Notes);
        return isCsv ? PatternAnswer.Csv.Answer(answer.Patterns) : TypedResults.Ok(answer);
    }

    private static async Task<Ok<DistributionAnswer>> Distribution(string id, string? metric, int? bins, IGrainFactory grains) =>
        TypedResults.Ok(DistributionAnswer.Of(await grains.ResultAnalysis().Distribution(new ResultId(id), metric, bins ?? DefaultBins)));

    private static async Task<IResult> AbTest(string? a, string? b, string? metric, double? alpha, double? margin, int? seed, string? format, IGrainFactory grains)
    {
        var isCsv = IsCsv(format);
        var answer = AbAnswer.Of(await grains.ResultAnalysis().AbTest(new(Named(a, "a"), Named(b, "b"), metric, alpha ?? 0.05, margin ?? 0, seed)));
        return isCsv ? AbPointAnswer.Csv.Answer(answer.Path) : TypedResults.Ok(answer);
    }

    private static async Task<IResult> Predict(string id, string? format, IGrainFactory grains)
    {
        var isCsv = IsCsv(format);
        var prediction = await grains.ResultAnalysis().Predict(new(id));
        var answer = new PredictionsAnswer(prediction.Job.Value, [.. prediction.Tasks.Select(PredictionAnswer.From)], prediction.Notes);
        return isCsv ? PredictionAnswer.Csv.Answer(answer.Tasks) : TypedResults.Ok(answer);
    }

    private static bool IsCsv(string? format) => new ListQuery { Format = format }.IsCsv;

    private static ResultId Named(string? id, string field) => string.IsNullOrEmpty(id)
        ? throw new RefusedException(Refusal.Invalid, "Name two results, a and b.", field)
        : new(id);
}
