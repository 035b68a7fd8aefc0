using BenchHub.Evaluation.Metrics.Ratings;

namespace BenchHub.Evaluation.Judging.Calibration;

/// <summary>
/// Whether a judge favours long answers more than people do: the correlation of the judge's value less the label with the length.
/// Above 0 it does, below 0 it favours short ones.
/// </summary>
/// <param name="Spearman">Of ranks, so that a few very long answers do not decide; equals <c>scipy.stats.spearmanr</c> 1.10.1.</param>
/// <param name="Pearson">Of the numbers; equals <c>scipy.stats.pearsonr</c> 1.10.1.</param>
public sealed record LengthBias(Correlation Spearman, Correlation Pearson)
{
    /// <summary>Over the items with a verdict and a length; null where there are none.</summary>
    public static LengthBias? Of(IEnumerable<GoldItem> items)
    {
        GoldItem[] known = [.. items.Where(static item => !double.IsNaN(item.Length) && !double.IsNaN(item.Judge))];
        double[] excess = [.. known.Select(static item => item.Judge - item.Human)];
        double[] lengths = [.. known.Select(static item => item.Length)];
        return known.Length == 0 ? null : new(SpearmanCorrelation.Of(excess, lengths), PearsonCorrelation.Of(excess, lengths));
    }
}
