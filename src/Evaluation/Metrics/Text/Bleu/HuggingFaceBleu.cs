using BenchHub.Evaluation.Metrics.Text.Tokenizers;

namespace BenchHub.Evaluation.Metrics.Text.Bleu;

/// <summary>The <c>bleu</c> of Hugging Face's evaluate, which is not sacreBLEU's.</summary>
internal sealed class HuggingFaceBleu : ITextMeasure, IPooledTextScorer
{
    public MetricDefinition Definition { get; } = new()
    {
        Name = "bleu_hf",
        Input = MetricInput.Text,
        Aggregation = MetricAggregation.Pooled,
        Description = "BLEU as Hugging Face's evaluate computes it: tokens of 13a, no smoothing, from 0 to 1.",
        Formula = "min(1, exp(1 - r / c)) * geometric mean over n = 1..4 of matched / all n-grams, c and r the lengths of answer and shortest reference",
        Citation = "Papineni et al., BLEU: a method for automatic evaluation of machine translation, ACL 2002",
        Reference = "Hugging Face evaluate bleu (tensorflow/nmt bleu.py)",
        Denominator = "n-grams of the answers, summed over all items; 0 where an order has no match (the reference fails on empty answers alone; here 0)",
    };

    public int Counts => BleuCounts.Length;

    public ITextScorer For(MetricArguments arguments) => this;

    public void Count(string answer, IReadOnlyList<string> references, Span<double> counts) =>
        BleuCounts.Write(answer, references, Tokenizer.Untrimmed13a, lower: false, shortest: true, counts);

    public double Pooled(ReadOnlySpan<double> sums)
    {
        var logs = 0.0;
        for (var n = 0; n < BleuCounts.Orders; n++)
        {
            logs += Math.Log(sums[2 + n] / sums[2 + BleuCounts.Orders + n]) / BleuCounts.Orders;
        }

        // An order without a match makes the sum -infinity; one without n-grams NaN.
        var ratio = sums[0] / sums[1];
        return double.IsNaN(logs) || sums[0] == 0 ? 0 : Math.Exp(logs) * (ratio > 1 ? 1 : Math.Exp(1 - (1 / ratio)));
    }
}
