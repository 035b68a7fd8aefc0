using System.Text.Json.Serialization;

namespace BenchHub.Api.Comparisons;

/// <summary>A comparison in a file that stands for itself.</summary>
internal sealed record ExportedComparison(
    ComparisonExportMetadata Metadata,
    [property: JsonPropertyName("comparison_data")] StoredComparisonAnswer ComparisonData);

/// <param name="FormatVersion">Its first number changes when readers of the former one would go wrong.</param>
internal sealed record ComparisonExportMetadata(
    [property: JsonPropertyName("export_date")] DateTimeOffset ExportDate,
    [property: JsonPropertyName("comparison_id")] string ComparisonId,
    [property: JsonPropertyName("format_version")] string FormatVersion = "1.0");
