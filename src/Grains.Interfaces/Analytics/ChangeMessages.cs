using System.Collections.Immutable;
using BenchHub.Datasets;

namespace BenchHub.Analytics;

/// <summary>A moment from which on the values are others.</summary>
/// <remarks>
/// At: when the first result after the change was finished.
/// Before: level before, over all results since the last change.
/// Changed: what the results before and after were measured with that differs.
/// Sentence: for people.
/// </remarks>
[GenerateSerializer, Immutable, Alias("benchhub.change-point")]
public sealed record ChangePoint(
    [property: Id(0)] DatasetId DatasetId,
    [property: Id(1)] string Dataset,
    [property: Id(2)] string Metric,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] string ResultId,
    [property: Id(5)] string ResultBefore,
    [property: Id(6)] double Before,
    [property: Id(7)] double After,
    [property: Id(8)] bool IsBetter,
    [property: Id(9)] double P,
    [property: Id(10)] string Method,
    [property: Id(11)] ImmutableArray<SetupChange> Changed,
    [property: Id(12)] string Sentence);

public enum SetupPart
{
    SystemVersion = 0,
    DatasetVersion = 1,
    Prompt = 2,
    Model = 3,
    Config = 4,
}

/// <remarks>
/// Field: such as <c>model.temperature</c>.
/// From: null where it was not set.
/// To: null where it is not set any more.
/// </remarks>
[GenerateSerializer, Immutable, Alias("benchhub.setup-change")]
public sealed record SetupChange(
    [property: Id(0)] SetupPart What,
    [property: Id(1)] string Field,
    [property: Id(2)] string? From,
    [property: Id(3)] string? To);
