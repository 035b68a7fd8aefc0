using System.Collections.Immutable;
using BenchHub.Datasets;
using BenchHub.Systems;

namespace BenchHub.Monitoring;

public enum AlertKind
{
    /// <summary>A value below or above a limit.</summary>
    Threshold = 0,

    /// <summary>Significantly worse than a baseline.</summary>
    Drop = 1,
}

public enum AlertSeverity
{
    Medium = 0,
    High = 1,
}

/// <summary>What a rule of the kind <see cref="AlertKind.Drop"/> compares with.</summary>
public enum BaselineKind
{
    /// <summary>The last result of the same system on the same items.</summary>
    Previous = 0,

    /// <summary>The last result of another system on the same items.</summary>
    System = 1,

    /// <summary>One result; only results on its items are judged.</summary>
    Result = 2,
}

/// <summary>With what a drop is compared: an id of a system or a result, or none for the previous one.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.alert-baseline")]
public sealed record AlertBaseline([property: Id(0)] BaselineKind Kind, [property: Id(1)] string? Id = null);

/// <summary>Which results are found wanting, and who is told.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.alert-rule")]
public sealed record AlertRule
{
    [Id(0)] public required string Name { get; init; }

    [Id(1)] public AlertKind Kind { get; init; }

    /// <summary>A canonical name; null means the first metric of each result, for a drop alone.</summary>
    [Id(2)] public string? Metric { get; init; }

    [Id(3)] public double? Min { get; init; }

    [Id(4)] public double? Max { get; init; }

    /// <summary>Null means high beyond a tenth of the limit, else medium.</summary>
    [Id(5)] public AlertSeverity? Severity { get; init; }

    /// <summary>All when empty.</summary>
    [Id(6)] public ImmutableArray<SystemId> Systems { get; init; } = [];

    /// <summary>All when empty.</summary>
    [Id(7)] public ImmutableArray<DatasetId> Datasets { get; init; } = [];

    [Id(8)] public AlertBaseline? Baseline { get; init; }

    /// <summary>A drop is one when the test's p, two-sided, is at most this.</summary>
    [Id(9)] public double Alpha { get; init; } = 0.05;

    /// <summary>Name of a paired test.</summary>
    [Id(10)] public string Test { get; init; } = "randomization";

    /// <summary>Null means every channel.</summary>
    [Id(11)] public ImmutableArray<ChannelId>? Channels { get; init; }
}

[GenerateSerializer, Immutable, Alias("benchhub.silence-rule")]
public sealed record SilenceRule([property: Id(0)] DateTimeOffset Until, [property: Id(1)] string? Reason);
