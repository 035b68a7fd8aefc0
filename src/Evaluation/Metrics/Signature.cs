using System.Globalization;
using BenchHub.Evaluation.Metrics.Retrieval;
using BenchHub.Evaluation.Statistics;

namespace BenchHub.Evaluation.Metrics;

/// <summary>
/// How a number was computed, as text that is stored beside it: <c>metric=ndcg@10; definition=1; scores=float64; …</c>.
/// Numbers whose signatures differ are not compared.
/// </summary>
public sealed class Signature : IEquatable<Signature>
{
    private static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal)
    {
        ["metric"] = "metric",
        ["definition"] = "revision of the metric's definition",
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
        _text = string.Join("; ", parts.Select(static part => $"{part.Key}={part.Value}"));
    }

    /// <summary>Of a retrieval metric.</summary>
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

    /// <summary>Reads what <see cref="ToString"/> wrote, now or in another version.</summary>
    /// <exception cref="FormatException">The text is no signature.</exception>
    public static Signature Parse(string text) => new([.. text.Split("; ").Select(part => part.Split('=', 2) is [{ Length: > 0 } key, var value]
        ? KeyValuePair.Create(key, value)
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

    private static IEnumerable<KeyValuePair<string, string>> Value(Metric metric, TrecMode mode, QueryPolicy queries)
    {
        var ties = metric.Measure is IRetrievalMeasure measure ? measure.Ties(metric.Arguments) : TieOrder.IdDescending;
        return
        [
            new("metric", metric.Name.ToString()),
            new("definition", metric.Definition.Revision.ToString(CultureInfo.InvariantCulture)),
            new("ties", Tied.Text(ties)),
            new("scores", mode == TrecMode.V9 && ties == TieOrder.IdDescending ? "float32" : "float64"),
            new("queries", queries == QueryPolicy.JudgedAndAnswered ? "judged-and-answered" : "judged"),
            new("missing", metric.Definition.AnswerIndependent ? "as-any" : metric.Definition.MissingValue.ToString("R", CultureInfo.InvariantCulture)),
            new("undefined", "left-out"),
        ];
    }

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

    private string Value(string key) =>
        Array.Find(_parts, part => string.Equals(part.Key, key, StringComparison.Ordinal)).Value ?? "not stated";
}

/// <summary>Numbers that were computed in different ways were to be compared; the message says what differs.</summary>
public sealed class SignatureMismatchException(string message) : InvalidOperationException(message);
