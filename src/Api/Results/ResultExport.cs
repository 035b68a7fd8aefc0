using BenchHub.Api.Json;
using BenchHub.Evaluation.Formats;
using BenchHub.Evaluation.Metrics.Retrieval;

namespace BenchHub.Api.Results;

/// <summary>A result and all its items, as one JSON file.</summary>
internal sealed record ResultFile(ResultAnswer Result, IAsyncEnumerable<ItemResultAnswer> Items);

internal static class ResultExport
{
    public static async Task<IResult> Get(string id, string? format, ResultView view, CancellationToken ct)
    {
        var result = await view.Get(id, ct);
        return format switch
        {
            null or "trec" => await LineFile.Answer(() => Run(result, view, ct), $"{id}.run", ct),
            "csv" => await LineFile.Answer(() => Table(result, view, ct), $"{id}.csv", ct, Csv.MediaType),
            "json" => TypedResults.Json(new ResultFile(result, view.Read(result, 0, int.MaxValue, ct)), ApiJson.Options),
            _ => throw new RefusedException(Refusal.Invalid, $"The format is trec, csv or json, not '{format}'.", "format"),
        };
    }

    /// <summary>The documents of each answer in trec_eval's order, which is the order that was scored.</summary>
    private static IAsyncEnumerable<string> Run(ResultAnswer result, ResultView view, CancellationToken ct)
    {
        var tag = Tag(result.System);
        return view.Read(result, 0, int.MaxValue, ct).SelectMany(item => Ranked(item)
            .Select((document, place) => TrecRun.Line(new(item.ItemId, document.Id, document.Score, tag), place + 1)));
    }

    private static ScoredDocument[] Ranked(ItemResultAnswer item) =>
        Ranking.Order([.. item.Answer.Select(static document => new ScoredDocument(document.Id, document.Score))], TrecMode.V10);

    private static IAsyncEnumerable<string> Table(ResultAnswer result, ResultView view, CancellationToken ct)
    {
        var table = ItemResultAnswer.Csv(result.Metrics.Keys);
        return view.Read(result, 0, int.MaxValue, ct).Select(item => table.Row(item).TrimEnd('\r', '\n')).Prepend(table.Header.TrimEnd('\r', '\n'));
    }

    private static string Tag(string system) => string.Join('_', system.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
