using BenchHub.Evaluation.Statistics.Tests;

namespace BenchHub.Evaluation.Tests.Statistics.Reference;

/// <summary>Alternatives as scipy names them.</summary>
internal static class Sides
{
    public static Alternative Of(string name) => name switch
    {
        "two-sided" => Alternative.TwoSided,
        "less" => Alternative.Less,
        "greater" => Alternative.Greater,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such side."),
    };
}
