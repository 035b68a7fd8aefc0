using FsCheck;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Statistics.Streams;

/// <summary>Lists of finite numbers: scores with ties, heavy tails, single values and none.</summary>
internal static class Values
{
    public static Gen<double[]> Scores { get; } = Gen.Choose(0, 10).Select(static x => x / 10.0).ListOf().Select(static list => list.ToArray());

    public static Gen<double[]> Wild { get; } =
        Gen.Choose(-1_000_000, 1_000_000).Select(static x => Math.Sign(x) * Math.Exp(Math.Abs(x) / 1e5)).ListOf().Select(static list => list.ToArray());

    public static Gen<double[]> Mixed { get; } = Gen.OneOf(Scores, Wild);
}
