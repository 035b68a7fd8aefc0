namespace BenchHub.Evaluation.Metrics.Text.Chrf;

/// <summary>chrF of counts, from 0 to 100, step by step as sacreBLEU computes it.</summary>
/// <param name="Beta">How many times recall weighs what precision does.</param>
/// <param name="Epsilon">
/// Takes the mean of the orders' F-scores and a tiny value for an order without n-grams, as chrF++.py, NLTK and Moses do; else the
/// F-score of the means of precision and recall over the orders that both texts are long enough for.
/// </param>
internal readonly record struct ChrfFormula(int Beta, bool Epsilon)
{
    private const double Tiny = 1e-16;

    /// <param name="counts">Answer, reference and common n-grams of each order.</param>
    public double Of(ReadOnlySpan<double> counts)
    {
        var weight = (double)Beta * Beta;
        var (scores, precisions, recalls, orders) = (0.0, 0.0, 0.0, 0);
        for (var i = 0; i < counts.Length; i += 3)
        {
            var (answer, reference, common) = (counts[i], counts[i + 1], counts[i + 2]);
            var precision = answer > 0 ? common / answer : Tiny;
            var recall = reference > 0 ? common / reference : Tiny;
            var denominator = (weight * precision) + recall;
            scores += denominator > 0 ? (1 + weight) * precision * recall / denominator : Tiny;
            if (answer > 0 && reference > 0)
            {
                precisions += precision;
                recalls += recall;
                orders++;
            }
        }

        return Epsilon ? 100 * scores / (counts.Length / 3) : orders == 0 ? 0 : F(precisions / orders, recalls / orders, weight);
    }

    private static double F(double precision, double recall, double weight) =>
        precision + recall > 0 ? 100 * ((1 + weight) * precision * recall / ((weight * precision) + recall)) : 0;
}
