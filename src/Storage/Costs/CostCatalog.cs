using System.Globalization;
using Dapper;

namespace BenchHub.Storage.Costs;

/// <summary>By what costs are summed.</summary>
public enum CostGroup
{
    /// <summary>The system that was paid, a judge for its own verdicts.</summary>
    System = 0,

    /// <summary>The model that was paid.</summary>
    Model = 1,

    /// <summary>The job, the judge's calibration, or the batch that the hub answered.</summary>
    Job = 2,

    /// <summary>The day (UTC) on which the answer came.</summary>
    Day = 3,
}

/// <summary>What a group has cost.</summary>
/// <param name="Key">An id, a model's name (empty for what was paid before models were noted) or a day.</param>
/// <param name="Name">Of the system or the job, where it has one.</param>
/// <param name="Cost">In billionths of a US dollar; <paramref name="Unpriced"/> answers are not in it.</param>
/// <param name="Unpriced">Answers of a model without a known price.</param>
[method: ExplicitConstructor]
public sealed record CostRow(string Key, string? Name, long Cost, long InputTokens, long OutputTokens, long Unpriced);

/// <summary>What was paid, over all jobs.</summary>
public sealed class CostCatalog(Database database)
{
    /// <summary>The dearest first; days in their order.</summary>
    /// <param name="by">What a row stands for.</param>
    /// <param name="from">The first day (UTC); null for the beginning.</param>
    /// <param name="to">The last day, which counts as well; null for today.</param>
    /// <param name="cancellation">Gives up reading.</param>
    public Task<IReadOnlyList<CostRow>> By(CostGroup by, DateOnly? from = null, DateOnly? to = null, CancellationToken cancellation = default)
    {
        var (key, name) = by switch
        {
            CostGroup.System => ("system_id", "(SELECT name FROM systems WHERE id = key)"),
            CostGroup.Job => ("payer", "(SELECT name FROM jobs WHERE id = key)"),
            CostGroup.Model => ("model", "CAST(NULL AS TEXT)"),
            _ => ("day", "CAST(NULL AS TEXT)"),
        };
        return database.Read(
            scope => scope.List<CostRow>(
                $"""
                SELECT key, {name} AS name, cost, input_tokens, output_tokens, unpriced FROM (
                    SELECT {key} AS key, CAST(sum(cost) AS BIGINT) AS cost, CAST(sum(input_tokens) AS BIGINT) AS input_tokens,
                        CAST(sum(output_tokens) AS BIGINT) AS output_tokens, CAST(sum(unpriced) AS BIGINT) AS unpriced
                    FROM spending WHERE day >= @first AND day <= @last GROUP BY {key}
                ) AS sums
                ORDER BY {(by is CostGroup.Day ? "key" : "cost DESC, input_tokens DESC, key")}
                """,
                new { first = Text(from ?? DateOnly.MinValue), last = Text(to ?? DateOnly.MaxValue) }),
            cancellation);
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
