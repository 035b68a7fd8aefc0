using System.Text.Json;

namespace BenchHub.Evaluation.Tests.Statistics.Streams;

/// <summary>What a script under <c>tests/reference</c> printed; the script stands beside it.</summary>
internal static class ReferenceValues
{
    public static JsonElement Read(string name) => JsonElement.Parse(ReferenceFolder.Read(name));

    public static double Number(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    public static double[] Numbers(this JsonElement element, string name) => element.GetProperty(name).Numbers();

    public static double[] Numbers(this JsonElement array) => [.. array.EnumerateArray().Select(static number => number.GetDouble())];

    /// <summary>To nine digits of the number, or of the scale where the number is a small difference of large ones.</summary>
    public static void AssertNear(double expected, double actual, double scale = 0) =>
        Assert.Equal(expected, actual, tolerance: 1e-9 * Math.Max(Math.Abs(expected), Math.Max(scale, 1e-300)));
}
