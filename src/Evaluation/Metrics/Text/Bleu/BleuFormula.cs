namespace BenchHub.Evaluation.Metrics.Text.Bleu;

/// <summary>BLEU of counts, from 0 to 100, step by step as sacreBLEU computes it.</summary>
/// <param name="Smoothing">For orders without a match.</param>
/// <param name="Value">The number that floor and add-k need.</param>
internal readonly record struct BleuFormula(BleuSmoothing Smoothing, double Value)
{
    // The logarithm that the reference gives 0.
    private const double LogOfZero = -9_999_999_999;

    /// <param name="counts">See <see cref="BleuCounts"/>.</param>
    /// <param name="effectiveOrder">Averages over the orders that the answer is long enough for, so that a short one is not 0.</param>
    /// <returns>0 where nothing matches or the answer is empty.</returns>
    public double Of(ReadOnlySpan<double> counts, bool effectiveOrder)
    {
        var matched = counts.Slice(2, BleuCounts.Orders);
        var all = counts.Slice(2 + BleuCounts.Orders, BleuCounts.Orders);
        if (!matched.ContainsAnyExcept(0))
        {
            return 0;
        }

        var logs = 0.0;
        var (orders, halves) = (0, 1.0);
        for (; orders < BleuCounts.Orders; orders++)
        {
            var added = Smoothing == BleuSmoothing.AddK && orders > 0 ? Value : 0;
            var (hits, total) = (matched[orders] + added, all[orders] + added);
            if (total == 0)
            {
                break;
            }

            logs += Log(hits > 0 ? 100 * hits / total : Smoothed(total, ref halves));
        }

        // Orders beyond the length of every answer have precision 0, unless they are left out.
        logs += effectiveOrder ? 0 : LogOfZero * (BleuCounts.Orders - orders);
        return Brevity(counts[0], counts[1]) * Math.Exp(logs / (effectiveOrder ? orders : BleuCounts.Orders));
    }

    private double Smoothed(double total, ref double halves) => Smoothing switch
    {
        BleuSmoothing.Exp => 100 / ((halves *= 2) * total),
        BleuSmoothing.Floor => 100 * Value / total,
        _ => 0,
    };

    private static double Log(double precision) => precision == 0 ? LogOfZero : Math.Log(precision);

    private static double Brevity(double answer, double reference) => answer < reference ? Math.Exp(1 - (reference / answer)) : 1;
}
