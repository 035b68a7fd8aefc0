using BenchHub.Evaluation.Metrics.Text.Tokenizers;

namespace BenchHub.Evaluation.Metrics.Text.Ter;

/// <summary>sacreBLEU's translation edit rate. Counts: edits to the nearest reference, and the references' mean length.</summary>
internal sealed class TerScorer(TerTokenizer tokenizer, bool lower) : IPooledTextScorer
{
    [ThreadStatic]
    private static WordReader? _reader;

    [ThreadStatic]
    private static ShiftSearch? _search;

    private readonly ITokenizer _referenceTokenizer = tokenizer.Normalized ? new TwiceTokenizer(tokenizer) : tokenizer;

    public int Counts => 2;

    public void Count(string answer, IReadOnlyList<string> references, Span<double> counts)
    {
        var (reader, search) = (_reader ??= new(), _search ??= new());
        var (fewest, length) = (int.MaxValue, 0L);
        for (var r = 0; r < references.Count; r++)
        {
            reader.Clear();
            search.Aim(reader.Learn(references[r], _referenceTokenizer, lower));
            length += search.ReferenceLength;
            fewest = Math.Min(fewest, search.Edits(reader.Recognise(answer, tokenizer, lower)));
        }

        (counts[0], counts[1]) = (fewest, (double)length / references.Count);
    }

    public double Pooled(ReadOnlySpan<double> sums) => sums[1] > 0 ? 100 * (sums[0] / sums[1]) : sums[0] > 0 ? 100 : 0;
}
