namespace BenchHub.Evaluation.Metrics.Imported;

/// <summary>
/// A score that another tool computed: <c>imported:exact_match</c>. It stands in no list of the catalog, since its names are the other
/// tool's; its values of items are given, and only their mean is ours.
/// </summary>
public sealed class ImportedMeasure : IMeasure
{
    public const string Prefix = "imported:";

    private const int Longest = 100;

    private ImportedMeasure(string name) => Definition = new()
    {
        Name = name,
        Input = MetricInput.Imported,
        Minimum = double.NegativeInfinity,
        Maximum = double.PositiveInfinity,
        Unit = "as the other tool counts",
        Description = "A score that another tool computed, as its file has it.",
        Formula = "the other tool's",
        Citation = "the other tool's",
        Reference = "the tool and version that the signature names",
        Denominator = "The items that the other tool scored; an item without an answer is 0",
    };

    public MetricDefinition Definition { get; }

    public static bool Is(string metric) => metric.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The name under which a score of another tool is known here: lower-case, and with <c>_</c> in place of what no metric's name may
    /// have. Empty where nothing of it can be kept.
    /// </summary>
    public static string NameOf(string score)
    {
        var kept = string.Concat(score.Trim().Select(static c => char.IsLetterOrDigit(c) || c is '.' or '-' ? c : '_')).Trim('_');
        return kept.Length == 0 ? "" : Prefix + kept[..Math.Min(kept.Length, Longest)].ToLowerInvariant();
    }

    internal static Metric Resolve(MetricName name) => name.Parameters.Count == 0 && name.Cutoff is null
        ? new(name, new ImportedMeasure(name.Family))
        : throw new UnknownMetricException(name.ToString(), $"'{name.Family}' was computed elsewhere and takes neither parameters nor a cutoff.");
}
