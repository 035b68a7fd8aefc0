using BenchHub.Api.OpenApi;
using BenchHub.Comparisons;

namespace BenchHub.Api.Comparisons;

internal static class ComparisonEndpoints
{
    public static RouteGroupBuilder MapComparisons(this RouteGroupBuilder api)
    {
        var comparisons = api.MapGroup("/comparisons").WithTags("Comparisons");
        comparisons.MapPost("/systems", Compare).WithName("CompareSystems").WithSummary("Rank systems on a dataset and test every pair")
            .Produces<ComparisonAnswer>().AlsoProduces(Csv.MediaType);
        comparisons.MapGet("/leaderboard/{dataset}", Leaderboard).WithName("GetLeaderboard").WithSummary("Rank every system that has a result on a dataset")
            .Produces<RankedAnswer[]>().AlsoProduces(Csv.MediaType);
        comparisons.MapStoredComparisons();
        comparisons.MapComparedItems();
        api.MapGet("/leaderboards", Leaderboards).WithTags("Comparisons").WithName("GetLeaderboards").WithSummary("Rank systems over datasets, and tell what is running")
            .Produces<LeaderboardAnswer>().AlsoProduces(Csv.MediaType);
        return comparisons;
    }

    private static async Task<IResult> Compare(ComparisonBody body, string? format, Lookup lookup, IGrainFactory grains, CancellationToken ct)
    {
        var isCsv = new ListQuery { Format = format }.IsCsv;
        var comparison = ComparisonAnswer.Of(await grains.Comparison().Compare(await body.ToQuery(lookup, ct)));
        return isCsv ? PairAnswer.Csv.Answer(comparison.Comparisons) : TypedResults.Ok(comparison);
    }

    private static async Task<IResult> Leaderboard(
        string dataset, string? metric, int? k, int? version, string? format, Lookup lookup, IGrainFactory grains, CancellationToken ct)
    {
        var isCsv = new ListQuery { Format = format }.IsCsv;
        var id = (await lookup.Dataset(dataset, "dataset", ct)).Id;
        var query = new CompareSystems { Dataset = new(id), Metric = ChosenMetric.Of(metric, k), Version = version };
        RankedAnswer[] ranking = [.. (await grains.Comparison().Compare(query)).Ranking.Select(RankedAnswer.Of)];
        return isCsv ? RankedAnswer.Csv.Answer(ranking) : TypedResults.Ok(ranking);
    }

    private static async Task<IResult> Leaderboards(
        string? metric, string? datasets, int? k, string? format, Lookup lookup, IGrainFactory grains, CancellationToken ct)
    {
        var isCsv = new ListQuery { Format = format }.IsCsv;
        var ids = await lookup.DatasetIds((datasets ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), "datasets", ct);
        var answer = LeaderboardAnswer.Of(await grains.Comparison().Rank(new(ChosenMetric.Of(metric, k), ids)));
        return isCsv ? OverallRankAnswer.Csv(answer.Datasets).Answer(answer.Ranks) : TypedResults.Ok(answer);
    }
}
