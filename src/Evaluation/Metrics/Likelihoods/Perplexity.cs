namespace BenchHub.Evaluation.Metrics.Likelihoods;

/// <summary>
/// Perplexity from summed log-likelihoods and summed units: two counts an item. O(characters) an item. -∞, or an exponent that
/// Python would refuse as too great, gives +∞.
/// </summary>
internal sealed class Perplexity(string name, string unit, Func<string, int> units, bool bits = false) : IPooledMeasure<TextLikelihood>
{
    public static Perplexity OfTexts { get; } = new("perplexity", "text", static _ => 1);

    public static Perplexity OfWords { get; } = new("word_perplexity", "word", TextLengths.Words);

    public static Perplexity OfBytes { get; } = new("byte_perplexity", "UTF-8 byte", TextLengths.Utf8Bytes);

    public static Perplexity BitsPerByte { get; } = new("bits_per_byte", "UTF-8 byte", TextLengths.Utf8Bytes, bits: true);

    public MetricDefinition Definition { get; } = new()
    {
        Name = name,
        Input = MetricInput.TextLikelihoods,
        Aggregation = MetricAggregation.Pooled,
        Direction = MetricDirection.LowerIsBetter,
        Minimum = bits ? 0 : 1,
        Maximum = double.PositiveInfinity,
        Unit = bits ? "bits" : $"equally likely outcomes per {unit}",
        Description = bits
            ? "Bits that the model needs for a byte of the texts."
            : $"Reciprocal of the geometric mean of the probability that the model gives a {unit}.",
        Formula = bits ? "-sum of ll / sum of bytes / ln 2" : $"exp(-sum of ll / number of {unit}s)",
        Citation = "Jelinek et al., Perplexity, a measure of the difficulty of speech recognition tasks, JASA 1977",
        Reference = $"lm-evaluation-harness {name}" + (name.StartsWith("word", StringComparison.Ordinal) ? @" (words by re.split(r""\s+""))" : ""),
        Denominator = $"The {unit}s of all texts together, so that a long text weighs more; undefined where there are none",
        MissingValue = double.NaN,
    };

    public int Counts => 2;

    public void Count(TextLikelihood item, Span<double> counts) => (counts[0], counts[1]) = (item.LogLikelihood, units(item.Text));

    public double Pooled(ReadOnlySpan<double> sums) =>
        sums[1] == 0 ? double.NaN : bits ? -sums[0] / sums[1] / Math.Log(2) : Math.Exp(-sums[0] / sums[1]);
}
