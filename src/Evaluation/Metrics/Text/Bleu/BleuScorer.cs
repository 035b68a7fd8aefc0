using BenchHub.Evaluation.Metrics.Text.Tokenizers;

namespace BenchHub.Evaluation.Metrics.Text.Bleu;

/// <summary>sacreBLEU's BLEU: effective order for one item, all four orders for a whole result.</summary>
internal sealed class BleuScorer(ITokenizer tokenizer, bool lower, BleuFormula formula) : IPooledTextScorer
{
    public int Counts => BleuCounts.Length;

    public void Count(string answer, IReadOnlyList<string> references, Span<double> counts) =>
        BleuCounts.Write(answer, references, tokenizer, lower, shortest: false, counts);

    public double Pooled(ReadOnlySpan<double> sums) => formula.Of(sums, effectiveOrder: false);

    public double Item(ReadOnlySpan<double> counts) => formula.Of(counts, effectiveOrder: true);
}
