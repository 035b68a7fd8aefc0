using BenchHub.Api.Costs;
using BenchHub.Api.Errors;
using BenchHub.Api.Json;
using BenchHub.Storage.Systems;
using BenchHub.Systems;

namespace BenchHub.Api.Systems;

/// <summary>A registered system. Of its secrets only the names of the headers are shown.</summary>
internal sealed record SystemAnswer(
    string Id,
    string Name,
    SystemKind Kind,
    SystemStatus Status,
    string? Url,
    string Description,
    IReadOnlyList<string> Tags,
    int TopK,
    IReadOnlyList<string> SecretHeaders,
    RetrieveAnswer Retrieve,
    EmbedAnswer? Embed,
    ModelDetails? Model,
    LimitsAnswer Limits,
    string HealthPath,
    double HealthEverySeconds,
    int Revision,
    ValidationAnswer? Validation,
    HealthCheckAnswer? Health,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    EmbeddingDetails? Embedding,
    AnswerDetails? Answer)
{
    /// <summary>What it has cost in all jobs; only where one system is asked for, and null where nothing was asked of a model.</summary>
    public SpendingAnswer? Spent { get; init; }

    public static readonly CsvTable<SystemAnswer> Csv = new(
        ("id", static system => system.Id), ("name", static system => system.Name), ("kind", static system => system.Kind),
        ("status", static system => system.Status), ("url", static system => system.Url), ("tags", static system => string.Join(' ', system.Tags)),
        ("healthy", static system => system.Health?.IsHealthy), ("createdAt", static system => system.CreatedAt));

    public static SystemAnswer Of(SystemRow row) => Of(Projection.Read<SystemSnapshot>(row.Document));

    public static SystemAnswer Of(SystemSnapshot system) => new(
        system.Id.Value, system.Spec.Name, system.Spec.Kind, system.Status, system.Spec.Url, system.Spec.Description, system.Spec.Tags,
        system.Spec.TopK, system.SecretHeaders, RetrieveAnswer.Of(system.Spec.Retrieve),
        system.Spec.Embed is { } embed ? new(embed.Path, embed.Body, embed.Vector) : null,
        ModelDetails.Of(system.Spec.Model), LimitsAnswer.Of(system.Spec.Limits), system.Spec.HealthPath, system.Spec.HealthEvery.TotalSeconds, system.Revision,
        ValidationAnswer.Of(system.Validation), HealthCheckAnswer.Of(system.Health), system.CreatedAt, system.UpdatedAt,
        system.Spec.Embedding is { } embedding ? new(embedding.Model, embedding.Dimensions) : null, AnswerDetails.Of(system.Spec.Answer));
}

/// <summary>The embedding model of a registered llm.</summary>
internal sealed record EmbeddingDetails(string Model, int? Dimensions);

/// <summary>How a registered service is asked for an answer in words.</summary>
internal sealed record AnswerDetails(string Path, IReadOnlyDictionary<string, string> Headers, string? Body, string Text, string Contexts, string ContextText)
{
    public static AnswerDetails? Of(AnswerMapping? mapping) =>
        mapping is null ? null : new(mapping.Path, mapping.Headers, mapping.Body, mapping.Text, mapping.Contexts, mapping.ContextText);
}

internal sealed record RetrieveAnswer(
    string Path, string Method, IReadOnlyDictionary<string, string> Headers, string? Body, string? Results, string DocumentId, string Score, string Text)
{
    public static RetrieveAnswer Of(RetrieveMapping mapping) => new(
        mapping.Path, mapping.Method, mapping.Headers, mapping.Body, mapping.Results, mapping.DocumentId, mapping.Score, mapping.Text);
}

internal sealed record EmbedAnswer(string Path, string? Body, string? Vector);

internal sealed record LimitsAnswer(int? Concurrency, double? CallsPerSecond, double TimeoutSeconds, int Retries, long AnswerBytes, bool Adaptive, decimal? MostDollars, long? MostTokens)
{
    public static LimitsAnswer Of(SystemLimits limits) => new(
        limits.Concurrency, limits.CallsPerSecond, limits.CallTimeout.TotalSeconds, limits.Retries, limits.AnswerBytes, limits.Adaptive,
        Dollars.Of(limits.MostCost), limits.MostTokens);
}

/// <summary>Each check of a system, in the order in which they ran.</summary>
internal sealed record ValidationAnswer(bool IsValid, IReadOnlyList<FindingAnswer> Checks, double? ResponseMilliseconds)
{
    public static ValidationAnswer? Of(ValidationReport? report) => report is null
        ? null
        : new(report.IsValid, [.. report.Checks.Select(FindingAnswer.Of)], report.ResponseMilliseconds);
}

internal sealed record HealthCheckAnswer(DateTimeOffset CheckedAt, bool IsHealthy, double? ResponseMilliseconds, IReadOnlyList<FindingAnswer> Checks)
{
    public static readonly CsvTable<HealthCheckAnswer> Csv = new(
        ("checkedAt", static check => check.CheckedAt), ("healthy", static check => check.IsHealthy),
        ("responseMilliseconds", static check => check.ResponseMilliseconds),
        ("detail", static check => check.Checks.FirstOrDefault(static finding => !finding.Passed)?.Detail));

    public static HealthCheckAnswer? Of(HealthCheck? check) => check is null
        ? null
        : new(check.CheckedAt, check.IsHealthy, check.ResponseMilliseconds, [.. check.Checks.Select(FindingAnswer.Of)]);
}
