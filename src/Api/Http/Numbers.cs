namespace BenchHub.Api;

internal static class Numbers
{
    /// <summary>An undefined number is null in JSON, which has no NaN.</summary>
    public static double? Defined(this double value) => double.IsFinite(value) ? value : null;
}
