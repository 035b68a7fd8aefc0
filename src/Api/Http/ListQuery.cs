using System.ComponentModel;
using BenchHub.Storage;
using Microsoft.AspNetCore.Mvc;

namespace BenchHub.Api;

/// <summary>Which part of a list to answer, and how.</summary>
internal sealed record ListQuery
{
    [FromQuery(Name = "limit"), Description("How many entries, 1 to 1000. Default: 50.")]
    public int? Limit { get; init; }

    [FromQuery(Name = "cursor"), Description("The nextCursor of the page before; entries added meanwhile neither repeat nor hide one.")]
    public string? Cursor { get; init; }

    [FromQuery(Name = "offset"), Description("Entries to skip after the cursor. Default: 0.")]
    public int? Offset { get; init; }

    [FromQuery(Name = "format"), Description("json or csv. Default: json.")]
    public string? Format { get; init; }

    /// <exception cref="RefusedException">A number is out of its range, or the format is unknown.</exception>
    public PageRequest Page(int limit = 50) => new(
        Between(Limit ?? limit, 1, 1000, "limit"), Cursor, Between(Offset ?? 0, 0, int.MaxValue, "offset"));

    public bool IsCsv => Format switch
    {
        null or "json" => false,
        "csv" => true,
        _ => throw new RefusedException(Refusal.Invalid, $"The format is json or csv, not '{Format}'.", "format"),
    };

    private static int Between(int value, int low, int high, string field) => value >= low && value <= high
        ? value
        : throw new RefusedException(Refusal.Invalid, $"{field} is {value}; it must be {low} to {high}.", field);
}

/// <param name="Items">In the list's order.</param>
/// <param name="NextCursor">Where the next page begins; null on the last one.</param>
internal sealed record PageAnswer<T>(IReadOnlyList<T> Items, string? NextCursor);
