using BenchHub.Storage.Costs;

namespace BenchHub.Api.Costs;

/// <param name="Items">The dearest first; days in their order.</param>
/// <param name="Total">Of all of them.</param>
internal sealed record CostsAnswer(CostGroup By, IReadOnlyList<CostAnswer> Items, CostAnswer Total)
{
    public static CostsAnswer Of(CostGroup by, IReadOnlyList<CostRow> rows) => new(
        by,
        [.. rows.Select(CostAnswer.Of)],
        CostAnswer.Of(new(
            "", null, rows.Sum(static row => row.Cost), rows.Sum(static row => row.InputTokens), rows.Sum(static row => row.OutputTokens), rows.Sum(static row => row.Unpriced))));
}

/// <summary>What one system, model, job or day has cost.</summary>
/// <param name="Key">An id, a model's name (empty for what was paid before BenchHub noted it) or a day (UTC).</param>
/// <param name="Name">Of the system or the job.</param>
/// <param name="Dollars">Of the answers with a known price; null where there is none of these, since an unknown price is not 0.</param>
/// <param name="Unpriced">Answers of models without a known price, which are not in the dollars.</param>
internal sealed record CostAnswer(string Key, string? Name, decimal? Dollars, long InputTokens, long OutputTokens, long Unpriced)
{
    public static readonly CsvTable<CostAnswer> Csv = new(
        ("key", static row => row.Key), ("name", static row => row.Name), ("dollars", static row => row.Dollars),
        ("inputTokens", static row => row.InputTokens), ("outputTokens", static row => row.OutputTokens), ("unpriced", static row => row.Unpriced));

    public static CostAnswer Of(CostRow row) => new(
        row.Key, row.Name, SpendingAnswer.Known(row.Cost, row.Unpriced), row.InputTokens, row.OutputTokens, row.Unpriced);
}
