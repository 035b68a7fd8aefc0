using System.Collections.Immutable;
using BenchHub.Datasets;
using BenchHub.Jobs;
using BenchHub.Systems;

namespace BenchHub.Comparisons;

/// <summary>Query: whether a system reaches a gate. Of a system its latest result with the gate's metric counts, of a side that names a result that one.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.check-gate")]
public sealed record CheckGate
{
    /// <summary>Such as <c>ndcg@10 &gt;= baseline - 0.01 @ 95%</c>.</summary>
    [Id(0)] public required string Gate { get; init; }

    [Id(1)] public required GateSide System { get; init; }

    /// <summary>Null where the gate has a fixed target.</summary>
    [Id(2)] public GateSide? Baseline { get; init; }

    /// <summary>Null means the dataset of the results named.</summary>
    [Id(3)] public DatasetId? Dataset { get; init; }

    /// <summary>Null means that of the results named, or the latest.</summary>
    [Id(4)] public int? Version { get; init; }
}

/// <summary>One of the two is given.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.gate-side")]
public sealed record GateSide([property: Id(0)] SystemId? System, [property: Id(1)] ResultId? Result);

/// <param name="Outcome">passed, failed or inconclusive.</param>
/// <param name="Gate">As it was understood.</param>
/// <param name="Metric">Canonical name.</param>
/// <param name="Margin">What is allowed beside the target, in the metric's unit; below 0 where less is allowed.</param>
/// <param name="Level">Confidence of each bound.</param>
/// <param name="Limit">What the difference (without a baseline: the value) is held against.</param>
/// <param name="Verdict">The numbers.</param>
/// <param name="System">What was tested.</param>
/// <param name="Baseline">What it was held against; null for a fixed target.</param>
/// <param name="Dataset">Its id.</param>
/// <param name="DatasetName">Its name.</param>
/// <param name="Version">Of the dataset.</param>
/// <param name="Method">How the bounds were found.</param>
/// <param name="Sentence">The outcome in words.</param>
/// <param name="Notes">What a reader must know before quoting a number.</param>
[GenerateSerializer, Immutable, Alias("benchhub.gate-report")]
public sealed record GateReport(
    [property: Id(0)] string Outcome,
    [property: Id(1)] string Gate,
    [property: Id(2)] string Metric,
    [property: Id(3)] double Margin,
    [property: Id(4)] double Level,
    [property: Id(5)] double Limit,
    [property: Id(6)] GateNumbers Verdict,
    [property: Id(7)] GatedResult System,
    [property: Id(8)] GatedResult? Baseline,
    [property: Id(9)] DatasetId Dataset,
    [property: Id(10)] string DatasetName,
    [property: Id(11)] int Version,
    [property: Id(12)] string Method,
    [property: Id(13)] string Sentence,
    [property: Id(14)] ImmutableArray<string> Notes);

/// <param name="N">Items that count.</param>
/// <param name="Dropped">Items that do not, since a score is undefined.</param>
/// <param name="Value">Mean of the system over these items.</param>
/// <param name="BaselineValue">Mean of the baseline over the same.</param>
/// <param name="Difference">Mean of system - baseline, or the value where there is no baseline.</param>
/// <param name="CiLow">The lower of two one-sided bounds of that.</param>
/// <param name="CiHigh">The upper one.</param>
/// <param name="P">One-sided, of the system at the limit.</param>
[GenerateSerializer, Immutable, Alias("benchhub.gate-numbers")]
public sealed record GateNumbers(
    [property: Id(0)] int N,
    [property: Id(1)] int Dropped,
    [property: Id(2)] double? Value,
    [property: Id(3)] double? BaselineValue,
    [property: Id(4)] double? Difference,
    [property: Id(5)] double? CiLow,
    [property: Id(6)] double? CiHigh,
    [property: Id(7)] double? P);

[GenerateSerializer, Immutable, Alias("benchhub.gated-result")]
public sealed record GatedResult([property: Id(0)] SystemId SystemId, [property: Id(1)] string System, [property: Id(2)] ResultId ResultId, [property: Id(3)] DateTimeOffset EvaluatedAt);
