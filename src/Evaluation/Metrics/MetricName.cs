using System.Globalization;
using System.Text.RegularExpressions;

namespace BenchHub.Evaluation.Metrics;

/// <summary>
/// What a user writes to name a metric: <c>ndcg@10</c>, <c>map</c>, <c>rbp(p=0.8)@20</c>.
/// Grammar: <c>name [ "(" key "=" value { "," key "=" value } ")" ] [ "@" cutoff ]</c>.
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
            ? new(match.Groups["name"].Value.ToLowerInvariant(), ParametersOf(text, match), CutoffOf(text, match.Groups["cutoff"]))
            : throw new UnknownMetricException(
                text, $"'{Shown(text)}' is not a metric name; write it like ndcg@10, map or rbp(p=0.8)@20.");
    }

    /// <summary>The same metric under another family name, as when an alias is resolved.</summary>
    internal MetricName Called(string family) =>
        string.Equals(family, Family, StringComparison.Ordinal) ? this : new(family, Parameters, Cutoff);

    public override string ToString() => _text;

    public bool Equals(MetricName? other) => other is not null && string.Equals(_text, other._text, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as MetricName);

    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    private static KeyValuePair<string, string>[] ParametersOf(string text, Match match)
    {
        var keys = match.Groups["key"].Captures;
        var values = match.Groups["value"].Captures;
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < keys.Count; i++)
        {
            if (!parameters.TryAdd(keys[i].Value.ToLowerInvariant(), Canonical(values[i].Value)))
            {
                throw new UnknownMetricException(text, $"'{Shown(text)}' gives the parameter '{keys[i].Value}' twice.");
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

    [GeneratedRegex(
        @"^\s*(?<name>[A-Za-z][A-Za-z0-9_]*)\s*(?:\(\s*(?<key>[A-Za-z][A-Za-z0-9_]*)\s*=\s*(?<value>[A-Za-z0-9_.+-]+)\s*(?:,\s*(?<key>[A-Za-z][A-Za-z0-9_]*)\s*=\s*(?<value>[A-Za-z0-9_.+-]+)\s*)*\))?\s*(?:@\s*(?<cutoff>[^\s@]+))?\s*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Grammar();
}
