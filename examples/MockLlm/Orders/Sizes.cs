namespace BenchHub.MockLlm;

/// <summary>Lengths as people type them: <c>500</c>, <c>10KB</c>, <c>2MB</c>.</summary>
internal static class Sizes
{
    private const int Default = 10 * 1024 * 1024;
    private const int Most = 100 * 1024 * 1024;

    /// <param name="text">Empty means 10 MB.</param>
    /// <param name="length">At most 100 MB.</param>
    public static bool TryParse(string text, out int length)
    {
        var (number, unit) = text.EndsWith("MB", StringComparison.Ordinal) ? (text[..^2], 1024 * 1024)
            : text.EndsWith("KB", StringComparison.Ordinal) ? (text[..^2], 1024)
            : (text, 1);
        var isNumber = int.TryParse(number, out var amount) && amount >= 0 && amount <= Most / unit;
        length = text.Length == 0 ? Default : amount * unit;
        return isNumber || text.Length == 0;
    }
}
