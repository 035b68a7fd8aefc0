using System.Text.Json;
using BenchHub.Api.Json;
using BenchHub.Evaluation.Metrics;
using BenchHub.Monitoring;
using BenchHub.Storage.Monitoring;

namespace BenchHub.Api.Monitoring;

/// <summary>An alert rule: limits of a metric, or a baseline that results may not be significantly worse than.</summary>
[RequestBody]
internal sealed record RuleBody
{
    public string? Name { get; init; }

    /// <summary>Such as recall@5. With a baseline it may be left out: then each result's first metric is judged.</summary>
    public string? Metric { get; init; }

    /// <summary>Results below it are alerts.</summary>
    public double? Min { get; init; }

    /// <summary>Results above it are alerts.</summary>
    public double? Max { get; init; }

    /// <summary>high or medium. Default: high beyond a tenth of the limit, else medium.</summary>
    public string? Severity { get; init; }

    /// <summary>Ids or names. Default: all.</summary>
    public IReadOnlyList<string>? Systems { get; init; }

    /// <summary>Ids or names. Default: all.</summary>
    public IReadOnlyList<string>? Datasets { get; init; }

    /// <summary>previous (the system's last result on the same items), a result's id, or a system. Finds significant drops.</summary>
    public string? Baseline { get; init; }

    /// <summary>With a baseline: the error rate of the test, two-sided. Default: 0.05.</summary>
    public double? Alpha { get; init; }

    /// <summary>With a baseline: randomization, ttest, wilcoxon, sign or mcnemar. Default: randomization.</summary>
    public string? Test { get; init; }

    /// <summary>Ids or names of the channels that are told; an empty list for none. Default: all.</summary>
    public IReadOnlyList<string>? Channels { get; init; }

    /// <exception cref="RefusedException">Something that is named does not exist, or a word is none of those known.</exception>
    public async Task<AlertRule> ToRule(RuleNames names, CancellationToken ct)
    {
        var baseline = await names.Baseline(Baseline, ct);
        var severity = Words.Of<AlertSeverity>(Severity, "severity");
        var defaults = new AlertRule { Name = "" };
        return new()
        {
            Name = Name ?? "",
            Kind = baseline is null ? AlertKind.Threshold : AlertKind.Drop,
            Metric = string.IsNullOrEmpty(Metric) ? null : Metric,
            Min = Min,
            Max = Max,
            Severity = string.IsNullOrEmpty(severity) ? null : Enum.Parse<AlertSeverity>(severity, ignoreCase: true),
            Systems = await names.Others.SystemIds(Systems ?? [], "systems", ct),
            Datasets = await names.Others.DatasetIds(Datasets ?? [], "datasets", ct),
            Baseline = baseline,
            Alpha = Alpha ?? defaults.Alpha,
            Test = Test ?? defaults.Test,
            Channels = await names.Channels(Channels, ct),
        };
    }

    /// <summary>Whether a rule that was made is the one that is asked for, however its metric is spelled.</summary>
    /// <exception cref="UnknownMetricException">There is no such metric.</exception>
    public static bool Says(AlertRuleRow made, AlertRule asked)
    {
        var canonical = asked with { Metric = asked.Metric is { } metric ? MetricCatalog.Resolve(metric).Name.ToString() : null };
        return JsonSerializer.Serialize(Projection.Read<AlertRule>(made.Document), ApiJson.Options) == JsonSerializer.Serialize(canonical, ApiJson.Options);
    }
}

/// <summary>How long to be quiet: until an instant, or for some minutes.</summary>
[RequestBody]
internal sealed record SilenceBody
{
    private const double Longest = 366 * 24 * 60;

    public DateTimeOffset? Until { get; init; }

    public double? Minutes { get; init; }

    public string? Reason { get; init; }

    /// <exception cref="RefusedException">Neither or both are given, or the time is too long.</exception>
    public SilenceRule ToCommand(DateTimeOffset now) => (Until, Minutes) switch
    {
        ({ } until, null) => new(until, Reason),
        (null, > 0 and <= Longest) => new(now.AddMinutes(Minutes.Value), Reason),
        (null, { } minutes) => throw new RefusedException(Refusal.Invalid, $"minutes is {minutes}; it must be above 0 and at most {Longest} (a year).", "minutes"),
        _ => throw new RefusedException(Refusal.Invalid, "Give either until or minutes; a silence has an end.", "until"),
    };
}
