using System.Globalization;
using System.Text.RegularExpressions;

namespace BenchHub.Evaluation.Metrics;

/// <summary>
/// What a user writes to name a metric: <c>ndcg@10</c>, <c>map</c>, <c>rbp(p=0.8)@20</c>.
/// Grammar: <c>name [ "(" key "=" value { "," key "=" value } ")" ] [ "@" cutoff ]</c>, where a name may begin with <c>judge:</c>. The
/// name of a score that another tool computed is <c>imported:</c> and letters, digits, dots, hyphens and underscores.
/// </summary>
/// <remarks>
/// The printed form is canonical (lower-case name and keys, keys in order, shortest numbers, no blanks), parses back to
/// an equal value and is the metric's identity. Whether a metric of that name exists is the catalog's question.
/// </remarks>
public sealed partial class MetricName : IEquatable<MetricName>
{
    public const int MaximumCutoff = 1_000_000;

    private readonly string _text;

    private MetricName(string family, IReadOnlyList<KeyValuePair<string, string>> parameters, int? cutoff)
    {
        Family = family;
        Parameters = parameters;
        Cutoff = cutoff;
        _text = family
            + (parameters.Count == 0 ? "" : $"({string.Join(',', parameters.Select(static p => $"{p.Key}={p.Value}"))})")
            + (cutoff is { } k ? string.Create(CultureInfo.InvariantCulture, $"@{k}") : "");
    }

    public string Family { get; }

    /// <summary>Parameters in the order of their keys.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; }

    /// <summary>How many leading ranks count; null where the whole answer counts.</summary>
    public int? Cutoff { get; }

    /// <exception cref="UnknownMetricException">The text does not follow the grammar; the message says what is wrong.</exception>
    public static MetricName Parse(string text)
    {
        var match = Grammar().Match(text);
        return match.Success
            ? new(
                match.Groups["name"].Value.ToLowerInvariant(),
                match.Groups["parameters"] is { Success: true } given ? ParametersOf(text, given.Value) : [],
                CutoffOf(text, match.Groups["cutoff"]))
            : throw NotAName(text);
    }

    internal static MetricName Of(string family, IEnumerable<KeyValuePair<string, string>> parameters, int? cutoff) =>
        new(family, [.. parameters.OrderBy(static parameter => parameter.Key, StringComparer.Ordinal)], cutoff);

    /// <summary>The value given to a parameter, or null.</summary>
    internal string? Value(string parameter) =>
        Parameters.FirstOrDefault(given => string.Equals(given.Key, parameter, StringComparison.Ordinal)).Value;

    public override string ToString() => _text;

    public bool Equals(MetricName? other) => other is not null && string.Equals(_text, other._text, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as MetricName);

    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    private static KeyValuePair<string, string>[] ParametersOf(string text, string given)
    {
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in given.Split(','))
        {
            var match = Parameter().Match(parameter);
            if (!match.Success)
            {
                throw NotAName(text);
            }

            if (!parameters.TryAdd(match.Groups["key"].Value.ToLowerInvariant(), Canonical(match.Groups["value"].Value)))
            {
                throw new UnknownMetricException(text, $"'{Shown(text)}' gives the parameter '{match.Groups["key"].Value}' twice.");
            }
        }

        return [.. parameters];
    }

    private static int? CutoffOf(string text, Group cutoff)
    {
        if (!cutoff.Success)
        {
            return null;
        }

        return int.TryParse(cutoff.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var k) && k is >= 1 and <= MaximumCutoff
            ? k
            : throw new UnknownMetricException(
                text, $"The cutoff of '{Shown(text)}' must be a whole number from 1 to {MaximumCutoff}.");
    }

    // 0.80 and 0.8 are the same number and must be the same metric.
    private static string Canonical(string value) =>
        char.IsAsciiLetter(value[^1]) || !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || !double.IsFinite(number)
            ? value
            : (number + 0.0).ToString("R", CultureInfo.InvariantCulture);

    private static string Shown(string text) => text.Length <= 80 ? text : text[..80] + "…";

    private static UnknownMetricException NotAName(string text) =>
        new(text, $"'{Shown(text)}' is not a metric name; write it like ndcg@10, map or rbp(p=0.8)@20.");

    [GeneratedRegex(
        @"^\s*(?<name>[Jj]udge:[A-Za-z][A-Za-z0-9_-]*|[A-Za-z][A-Za-z0-9_]*|(?i:imported):[\p{L}\p{N}_.-]+)\s*(?:\((?<parameters>[^()]*)\))?\s*(?:@\s*(?<cutoff>[^\s@]+))?\s*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Grammar();

    [GeneratedRegex(
        @"^\s*(?<key>[A-Za-z][A-Za-z0-9_]*)\s*=\s*(?<value>[A-Za-z0-9_.+-]+)\s*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();
}
