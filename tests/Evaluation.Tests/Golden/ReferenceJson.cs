using System.Text.Json.Nodes;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Statistics.Resampling;

namespace BenchHub.Evaluation.Tests.Golden;

/// <summary>What a script in <c>tests/reference</c> printed.</summary>
internal static class ReferenceJson
{
    private static readonly BootstrapSettings Quick = new() { Resamples = 10 };

    public static JsonObject Load(string file) => JsonNode.Parse(ReferenceFolder.Read(file))!.AsObject();

    public static T[] Array<T>(this JsonNode? node) => [.. node!.AsArray().Select(static value => value!.GetValue<T>())];

    public static double[] Numbers(this JsonNode? node) => [.. node!.AsArray().Select(static value => value?.GetValue<double>() ?? double.NaN)];

    /// <summary>Every value of the object, null being undefined, is ours to 1e-9.</summary>
    public static void AssertMeasured<TItem>(this JsonNode? values, IReadOnlyList<TItem> items)
        where TItem : class
    {
        Assert.NotEmpty(values!.AsObject());
        foreach (var (name, value) in values!.AsObject())
        {
            var aggregate = MetricCatalog.Resolve(name).Over<TItem>(items, Quick);
            AssertNear(value?.GetValue<double>() ?? double.NaN, aggregate.Value, name);
            Assert.Equal(double.IsNaN(aggregate.Value), aggregate.N == 0);
        }
    }

    public static void AssertNear(double expected, double actual, string what) => Assert.True(
        double.IsNaN(expected) ? double.IsNaN(actual) : Math.Abs(expected - actual) <= 1e-9 * Math.Max(1, Math.Abs(expected)),
        $"{what} is {actual:R} and should be {expected:R}.");
}
