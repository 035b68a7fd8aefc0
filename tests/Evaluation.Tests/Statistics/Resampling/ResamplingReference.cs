using System.Text.Json;

namespace BenchHub.Evaluation.Tests.Statistics.Resampling;

/// <summary>What <c>tests/reference/resampling_reference.py</c> printed.</summary>
internal static class ResamplingReference
{
    private static readonly JsonElement Root = JsonElement.Parse(ReferenceFolder.Read("resampling_reference.json"));

    public static JsonElement[] Cases(string part) => [.. Root.GetProperty(part).EnumerateArray()];

    public static JsonElement Case(string part, string name) => Cases(part).Single(item => item.GetProperty("name").GetString() == name);

    /// <summary>An array; NaN for null.</summary>
    public static double[] Numbers(this JsonElement item, string name) => Numbers(item.GetProperty(name));

    public static double[] Numbers(this JsonElement array) => [.. array.EnumerateArray().Select(Number)];

    public static double Number(this JsonElement item, string name) => Number(item.GetProperty(name));

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble();
}
