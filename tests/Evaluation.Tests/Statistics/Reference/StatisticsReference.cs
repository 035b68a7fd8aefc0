using System.Text.Json;
using System.Text.Json.Serialization;

namespace BenchHub.Evaluation.Tests.Statistics.Reference;

/// <summary>Values that tests/reference/statistics_reference.py printed.</summary>
internal static class StatisticsReference
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private static readonly JsonDocument Document = JsonDocument.Parse(ReferenceFolder.Read("statistics_reference.json"));

    public static T[] Of<T>(string section) => Document.RootElement.GetProperty(section).Deserialize<T[]>(Options)!;

    /// <summary>The scores of a and b that a case names.</summary>
    public static (double[] A, double[] B) Sample(string? name, int generated) =>
        name is null ? Generated(generated) : Both(Document.RootElement.GetProperty("samples").GetProperty(name).Deserialize<double[][]>()!);

    public static double[][] Table(string name) => Document.RootElement.GetProperty("tables").GetProperty(name).Deserialize<double[][]>()!;

    /// <summary>Equal to nine digits, also of the smallest numbers.</summary>
    public static void Close(double expected, double actual, object about, double relative = 1e-9)
    {
        var equal = expected.Equals(actual) || Math.Abs(expected - actual) <= relative * Math.Abs(expected);
        Assert.True(equal, $"expected {expected:R}, found {actual:R} for {about}");
    }

    private static (double[] A, double[] B) Both(double[][] columns) => (columns[0], columns[1]);

    private static (double[] A, double[] B) Generated(int n) => (
        [.. Enumerable.Range(1, n).Select(static i => i * 7919L % 10007 / 10007.0)],
        [.. Enumerable.Range(1, n).Select(static i => (i * 104729L % 10009 / 10009.0) - 0.01)]);
}
