using System.Globalization;
using System.Text.RegularExpressions;

namespace BenchHub.Evaluation.Tasks.Definitions;

/// <summary>What an unquoted scalar means in YAML 1.1.</summary>
internal static partial class PlainScalar
{
    public static object? Resolve(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" => true,
        "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF" => false,
        _ when Whole().IsMatch(text) && long.TryParse(Digits(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        _ when Real().IsMatch(text) && double.TryParse(Digits(text), NumberStyles.Float, CultureInfo.InvariantCulture, out var real)
            && double.IsFinite(real) => real,
        _ => text,
    };

    private static string Digits(string text) => text.Replace("_", "", StringComparison.Ordinal);

    [GeneratedRegex(@"\A[-+]?(0|[1-9][0-9_]*)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Whole();

    [GeneratedRegex(@"\A[-+]?([0-9][0-9_]*\.[0-9]*|\.[0-9]+|[0-9][0-9_]*(\.[0-9]*)?[eE][-+]?[0-9]+)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Real();
}
