using System.Globalization;
using System.Text.RegularExpressions;
using BenchHub.Evaluation.Metrics.Retrieval;
using BenchHub.Evaluation.Statistics.Resampling;

namespace BenchHub.Evaluation.Metrics;

/// <summary>
/// How a number was computed, as text that is stored beside it: <c>metric=ndcg@10; definition=1; scores=float64; …</c>.
/// Numbers whose signatures differ are not compared.
/// </summary>
public sealed partial class Signature : IEquatable<Signature>
{
    // In the order in which they stand; what a caller adds follows them.
    private static readonly OrderedDictionary<string, string> Labels = new(StringComparer.Ordinal)
    {
        ["metric"] = "metric",
        ["definition"] = "revision of the metric's definition",
        ["aggregation"] = "aggregation",
        ["ties"] = "order of ties",
        ["scores"] = "width of the scores",
        ["queries"] = "queries in the mean",
        ["identical-ids"] = "treatment of documents with the query's id",
        ["decimals"] = "decimals that the value is rounded to",
        ["missing"] = "value of a failed or missing item",
        ["undefined"] = "treatment of undefined items",
        ["interval"] = "kind of interval",
        ["resamples"] = "number of resamples",
        ["seed"] = "seed",
    };

    private readonly KeyValuePair<string, string>[] _parts;
    private readonly string _text;

    private Signature(KeyValuePair<string, string>[] parts)
    {
        _parts = parts;
        _text = string.Join("; ", parts.Select(static part => $"{part.Key}={Unsafe().Replace(part.Value, static c => $"%{(int)c.ValueSpan[0]:X2}")}"));
    }

    /// <summary>Of a metric, with the parts that mean something to its kind of input and aggregation.</summary>
    /// <param name="metric">What was computed.</param>
    /// <param name="mode">How scores of a ranking were compared; nothing to other inputs.</param>
    /// <param name="queries">Which queries are in the mean of a ranking metric; nothing to other inputs.</param>
    /// <param name="bootstrap">How the interval was resampled.</param>
    public static Signature Of(
        Metric metric, TrecMode mode = TrecMode.V10, QueryPolicy queries = QueryPolicy.EveryJudged, BootstrapSettings? bootstrap = null) =>
        new([.. Value(metric, mode, queries), .. Interval(bootstrap ?? BootstrapSettings.Default)]);

    /// <summary>Of a retrieval metric that has a value and no interval, under a named policy.</summary>
    public static Signature Of(Metric metric, RetrievalPolicy policy) => new(
    [
        .. Value(metric, policy.Mode, policy.Queries),
        .. policy.IgnoreIdenticalIds ? [KeyValuePair.Create("identical-ids", "ignored")] : Array.Empty<KeyValuePair<string, string>>(),
        .. policy.Decimals is { } decimals ? [KeyValuePair.Create("decimals", decimals.ToString(CultureInfo.InvariantCulture))] : Array.Empty<KeyValuePair<string, string>>(),
    ]);

    /// <summary>
    /// With one thing more that decided the number, such as the version of a judge. Added parts stand at the end in the order of
    /// their keys, whatever the order in which they are added.
    /// </summary>
    /// <param name="key">Lower-case letters, digits, dots, hyphens and underscores, a letter first.</param>
    /// <param name="value">Any text; what would break the printed form is percent-encoded there.</param>
    /// <exception cref="ArgumentException">The key is not of that form, or has a part already.</exception>
    public Signature With(string key, string value)
    {
        if (!Key().IsMatch(key))
        {
            throw new ArgumentException($"'{key}' cannot name a part of a signature; use lower-case letters, digits, '.', '-' and '_'.", nameof(key));
        }

        if (Array.Exists(_parts, part => string.Equals(part.Key, key, StringComparison.Ordinal)))
        {
            throw new ArgumentException($"The signature has a part '{key}' already.", nameof(key));
        }

        return new(
        [
            .. _parts.Where(static part => Labels.ContainsKey(part.Key)),
            .. _parts.Where(static part => !Labels.ContainsKey(part.Key))
                .Append(KeyValuePair.Create(key, value))
                .OrderBy(static part => part.Key, StringComparer.Ordinal),
        ]);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote, now or in another version.</summary>
    /// <exception cref="FormatException">The text is no signature.</exception>
    public static Signature Parse(string text) => new([.. text.Split("; ").Select(static part => part.Split('=', 2) is [{ Length: > 0 } key, var value]
        ? KeyValuePair.Create(key, Escaped().Replace(value, static code => ((char)Convert.ToInt32(code.Value[1..], 16)).ToString()))
        : throw new FormatException($"'{part}' is not a part of a signature; it should be key=value."))]);

    /// <exception cref="SignatureMismatchException">Two of them differ; the message names both and says in what.</exception>
    public static void RequireSame(IReadOnlyList<(string Name, Signature Signature)> numbers)
    {
        foreach (var (name, signature) in numbers.Skip(1))
        {
            var (firstName, first) = numbers[0];
            if (!signature.Equals(first))
            {
                throw new SignatureMismatchException(
                    $"'{firstName}' and '{name}' were not computed in the same way and cannot be compared: {first.Differences(signature)}.");
            }
        }
    }

    public override string ToString() => _text;

    public bool Equals(Signature? other) => other is not null && string.Equals(_text, other._text, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as Signature);

    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    private static KeyValuePair<string, string>[] Value(Metric metric, TrecMode mode, QueryPolicy queries) =>
    [
        new("metric", metric.Name.ToString()),
        new("definition", metric.Definition.Revision.ToString(CultureInfo.InvariantCulture)),
        .. Aggregation(metric.Definition.Aggregation),
        .. metric.Measure is IRetrievalMeasure measure ? Ranking(measure.Ties(metric.Arguments), mode, queries) : [],
        new("missing", Missing(metric.Definition)),
        new("undefined", "left-out"),
    ];

    private static IEnumerable<KeyValuePair<string, string>> Interval(BootstrapSettings bootstrap) =>
    [
        new("interval", string.Create(CultureInfo.InvariantCulture, $"bootstrap-percentile-{bootstrap.Level:R}")),
        new("resamples", bootstrap.Resamples.ToString(CultureInfo.InvariantCulture)),
        new("seed", bootstrap.Seed.ToString(CultureInfo.InvariantCulture)),
    ];

    private string Differences(Signature other) => string.Join("; ", _parts.Concat(other._parts)
        .Select(static part => part.Key)
        .Distinct(StringComparer.Ordinal)
        .Where(key => !string.Equals(Value(key), other.Value(key), StringComparison.Ordinal))
        .Select(key => $"{Labels.GetValueOrDefault(key, key)} is {Value(key)} against {other.Value(key)}"));

    private static KeyValuePair<string, string>[] Aggregation(MetricAggregation aggregation) => aggregation switch
    {
        MetricAggregation.Mean => [],
        MetricAggregation.GeometricMean => [new("aggregation", "geometric-mean")],
        _ => [new("aggregation", aggregation.ToString().ToLowerInvariant())],
    };

    private static KeyValuePair<string, string>[] Ranking(TieOrder ties, TrecMode mode, QueryPolicy queries) =>
    [
        new("ties", Tied.Text(ties)),
        new("scores", mode == TrecMode.V9 && ties == TieOrder.IdDescending ? "float32" : "float64"),
        new("queries", queries == QueryPolicy.JudgedAndAnswered ? "judged-and-answered" : "judged"),
    ];

    private static string Missing(MetricDefinition definition) =>
        definition.AnswerIndependent ? "as-any"
        : double.IsNaN(definition.MissingValue) ? "left-out"
        : definition.MissingValue.ToString("R", CultureInfo.InvariantCulture);

    private string Value(string key) =>
        Array.Find(_parts, part => string.Equals(part.Key, key, StringComparison.Ordinal)).Value ?? "not stated";

    [GeneratedRegex(@"\A[a-z][a-z0-9._-]*\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Key();

    [GeneratedRegex("[%;\\x00-\\x1F\\x7F]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Unsafe();

    [GeneratedRegex("%[0-9A-F]{2}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Escaped();
}

/// <summary>Numbers that were computed in different ways were to be compared; the message says what differs.</summary>
public sealed class SignatureMismatchException(string message) : InvalidOperationException(message);
