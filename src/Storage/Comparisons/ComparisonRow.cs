using Dapper;

namespace BenchHub.Storage.Comparisons;

/// <summary>What a list shows of a comparison that is kept.</summary>
/// <param name="CreatedFrom">The comparison that this one repeats; null for one that was asked for.</param>
/// <param name="Command">What was asked for, as JSON.</param>
/// <param name="Systems">Names.</param>
/// <param name="Datasets">Names.</param>
/// <param name="Metrics">Names.</param>
/// <param name="Cells">Datasets times metrics, refused ones included.</param>
/// <param name="SignificantPairs">Over all cells.</param>
[method: ExplicitConstructor]
public sealed record ComparisonRow(
    string Id,
    string Name,
    string? CreatedFrom,
    string Command,
    IReadOnlyList<string> Systems,
    IReadOnlyList<string> Datasets,
    IReadOnlyList<string> Metrics,
    int Cells,
    int SignificantPairs,
    DateTimeOffset CreatedAt);
