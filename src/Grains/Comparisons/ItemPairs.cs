using System.Collections.Immutable;
using BenchHub.Comparisons;
using BenchHub.Evaluation.Metrics;
using BenchHub.Jobs;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;

namespace BenchHub.Grains.Comparisons;

/// <summary>Two results side by side: the order comes from their score columns, and only a page's items are read.</summary>
internal sealed class ItemPairs(ResultCatalog catalog, ResultItems outcomes, DatasetContents contents, ItemTexts texts)
{
    private const int MostDocuments = 20;

    private sealed record Side(ResultRow Result, MetricRow Metric, double[] Scores, int[]? Places)
    {
        public int Index(int place) => Places is null ? place : Places[place];

        public double[] Shared => Places is null ? Scores : Array.ConvertAll(Places, index => Scores[index]);
    }

    /// <exception cref="RefusedException">There is no such result or metric, or the two are not comparable.</exception>
    public async Task<ItemPage> Page(CompareItems query)
    {
        var (a, b) = await Sides(query);
        var failed = query.Filter == ItemFilter.Errors ? await Failed(a, b) : [];
        var direction = MetricCatalog.Resolve(a.Metric.Metric).Definition.Direction;
        var (scoresA, scoresB) = (a.Shared, b.Shared);
        var places = await Task.Run(() => ItemOrders.Of(scoresA, scoresB, failed, query.Order, query.Filter, direction));
        int[] page = [.. places.Skip(query.Skip).Take(query.Take)];

        var itemsA = await Outcomes(a, page);
        var itemsB = await Outcomes(b, page);
        var asked = await texts.Read(a.Result.ContentHash, Array.ConvertAll(page, a.Index));
        return new(
            a.Metric.Metric,
            places.Length,
            [.. page.Select(place =>
            {
                var (left, right) = (itemsA.GetValueOrDefault(a.Index(place)), itemsB.GetValueOrDefault(b.Index(place)));
                var text = asked.TryGetValue(a.Index(place), out var found) ? found : ((CutText, CutText)?)null;
                return new ComparedItem(
                    a.Index(place), left?.Id ?? right?.Id ?? "", text?.Item1, text?.Item2,
                    Told(left, a.Index(place), scoresA[place]), Told(right, b.Index(place), scoresB[place]), Defined(scoresA[place] - scoresB[place]));
            })],
            [.. Notes(a, b, asked.Count == 0 && page.Length > 0)]);
    }

    private async Task<(Side A, Side B)> Sides(CompareItems query)
    {
        var (a, b) = (await Find(query.A, "a"), await Find(query.B, "b"));
        var metrics = await catalog.Metrics([a.Id, b.Id]);
        var both = metrics.Where(row => row.ResultId == a.Id).Select(static row => row.Metric)
            .Where(name => metrics.Any(row => row.ResultId == b.Id && row.Metric == name)).ToArray();
        var metric = query.Metric ?? both.FirstOrDefault();
        if (metric is null || !both.Contains(metric))
        {
            throw new RefusedException(
                Refusal.Unprocessable, $"{a.Id} and {b.Id} {(metric is null ? "have no metric in common" : $"do not both have {metric}")}; both have {(both.Length == 0 ? "none" : string.Join(", ", both))}.", "metric");
        }

        var (rowA, rowB) = (Row(a), Row(b));
        ThrowIfUnlike((a, rowA), (b, rowB));
        var places = await Places(a, b);
        return (
            new(a, rowA, await catalog.Scores(a.Id, metric) ?? [], places?[0]),
            new(b, rowB, await catalog.Scores(b.Id, metric) ?? [], places?[1]));

        MetricRow Row(ResultRow result) => metrics.First(row => row.ResultId == result.Id && row.Metric == metric);
    }

    private static void ThrowIfUnlike((ResultRow Result, MetricRow Metric) a, (ResultRow Result, MetricRow Metric) b)
    {
        try
        {
            Signature.RequireSame([(a.Result.SystemName, Signature.Parse(a.Metric.Signature)), (b.Result.SystemName, Signature.Parse(b.Metric.Signature))]);
        }
        catch (SignatureMismatchException mismatch)
        {
            throw new RefusedException(Refusal.Unprocessable, mismatch.Message, "metric");
        }
    }

    private async Task<int[][]?> Places(ResultRow a, ResultRow b)
    {
        if (a.ContentHash == b.ContentHash)
        {
            return null;
        }

        try
        {
            var places = a.DatasetId == b.DatasetId ? await SharedItems.Of(contents, [a.ContentHash, b.ContentHash]) : [[], []];
            return places[0].Length > 0 ? places : throw new RefusedException(
                Refusal.Unprocessable, $"{a.Id} was measured on '{a.DatasetName}' version {a.DatasetVersion} and {b.Id} on '{b.DatasetName}' version {b.DatasetVersion}, which have no item in common.", "b");
        }
        catch (KeyNotFoundException)
        {
            throw new RefusedException(Refusal.Unprocessable, $"{a.Id} and {b.Id} are of different versions of '{a.DatasetName}', and the items of one of these are not stored any more.", "b");
        }
    }

    private async Task<ResultRow> Find(ResultId id, string field) => await catalog.Find(id.Value)
        ?? throw new RefusedException(Refusal.NotFound, $"Result '{id}' does not exist; GET /api/v1/results lists those that do.", field);

    private async Task<HashSet<int>> Failed(Side a, Side b)
    {
        var (failedA, failedB) = ((await outcomes.Failed(a.Result.Id)).ToHashSet(), (await outcomes.Failed(b.Result.Id)).ToHashSet());
        var count = a.Places?.Length ?? Math.Min(a.Scores.Length, b.Scores.Length);
        return [.. Enumerable.Range(0, count).Where(place => failedA.Contains(a.Index(place)) || failedB.Contains(b.Index(place)))];
    }

    // Texts are cut as they are read, so that a page of very long answers is never in memory as a whole.
    private Task<IReadOnlyDictionary<int, Outcome>> Outcomes(Side side, int[] page) => outcomes.Pick(side.Result.Id, page.Select(side.Index), static item => new Outcome(
        item.ItemId,
        item.Error is null ? null : CutText.Of(item.Error),
        item.Outputs is [var first, ..] ? CutText.Of(first.Text) : null,
        [.. item.Answer.Take(MostDocuments).Select(static document => new RetrievedDocument(document.Id, document.Score))],
        item.LatencyMilliseconds,
        Cost(item)));

    private static long? Cost(ItemOutcome item) => item.Outputs.Count == 0 || item.Outputs.Any(static output => !output.IsCached && output.Usage.Cost is null)
        ? null
        : item.Outputs.Sum(static output => output.IsCached ? 0 : output.Usage.Cost!.Value);

    private static ItemSide Told(Outcome? outcome, int index, double score) => new(
        index, Defined(score), outcome is not null, outcome?.Error, outcome?.Text, outcome?.Documents ?? [], outcome?.LatencyMilliseconds, outcome?.Cost);

    private static IEnumerable<string> Notes(Side a, Side b, bool areTextsGone)
    {
        if (a.Places is { } places)
        {
            yield return $"Paired on the {places.Length} items that version {a.Result.DatasetVersion} ({a.Scores.Length} items) and version {b.Result.DatasetVersion} ({b.Scores.Length} items) of '{a.Result.DatasetName}' share.";
        }

        if (areTextsGone)
        {
            yield return $"The items of '{a.Result.DatasetName}' are not stored any more; scores and answers are.";
        }
    }

    private static double? Defined(double value) => double.IsFinite(value) ? value : null;

    private sealed record Outcome(
        string Id, CutText? Error, CutText? Text, ImmutableArray<RetrievedDocument> Documents, double? LatencyMilliseconds, long? Cost);
}
