using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Ratings;
using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Resampling;

namespace BenchHub.Evaluation.Judging.Calibration;

/// <summary>A number over the items that have a verdict, with its bootstrap interval (percentiles, items redrawn).</summary>
public sealed record CalibrationValue(double Value, Interval Interval);

/// <summary>How far a judge says what people say, and by what it is led astray.</summary>
/// <remarks>
/// Items without a verdict are counted and take no part; were they few and easy, the rest would look better than the judge is. Assumes
/// independent items.
/// </remarks>
public sealed record JudgeCalibration
{
    private JudgeCalibration()
    {
    }

    /// <summary>Of the gold set.</summary>
    public required int Items { get; init; }

    /// <summary>Items without a verdict.</summary>
    public required int Undefined { get; init; }

    /// <summary>Share of the items with a verdict on which judge and people say exactly the same; NaN where there are none.</summary>
    public required double Agreement { get; init; }

    /// <summary>Wilson's, 95 %; equals statsmodels <c>proportion_confint</c>.</summary>
    public required Interval AgreementInterval { get; init; }

    /// <summary>Cohen's kappa, unweighted; equals <c>sklearn.metrics.cohen_kappa_score</c> 1.2.1. Null for shares, which are no categories.</summary>
    public CalibrationValue? Kappa { get; init; }

    /// <summary>Cohen's kappa with quadratic weights, where values are ordered; equals that of scikit-learn among the values that occur.</summary>
    public CalibrationValue? WeightedKappa { get; init; }

    /// <summary>Of ranks; equals <c>scipy.stats.spearmanr</c> 1.10.1. Null for categories.</summary>
    public Correlation? Spearman { get; init; }

    /// <summary>Equals <c>scipy.stats.pearsonr</c> 1.10.1. Null for categories.</summary>
    public Correlation? Pearson { get; init; }

    /// <summary>Mean of judge less people, with its bootstrap interval: above 0 the judge is too kind.</summary>
    public required CalibrationValue Leniency { get; init; }

    /// <summary>Null where no pair was judged in both orders.</summary>
    public PositionBias? Position { get; init; }

    /// <summary>Null where no length is known.</summary>
    public LengthBias? Length { get; init; }

    /// <param name="items">The gold set.</param>
    /// <param name="level">As <see cref="JudgeDefinition.Level"/> has it.</param>
    /// <param name="bootstrap">How intervals are resampled.</param>
    /// <param name="cancellation">Stops the resampling.</param>
    /// <exception cref="ArgumentException">A label is not a finite number.</exception>
    public static JudgeCalibration Of(
        IReadOnlyList<GoldItem> items, MeasurementLevel level, BootstrapSettings? bootstrap = null, CancellationToken cancellation = default)
    {
        if (items.Any(static item => !double.IsFinite(item.Human) || double.IsInfinity(item.Judge)))
        {
            throw new ArgumentException("Labels must be finite numbers, and so must be the judge's values that are not NaN.", nameof(items));
        }

        GoldItem[] judged = [.. items.Where(static item => !double.IsNaN(item.Judge))];
        double[] human = [.. judged.Select(static item => item.Human)], judge = [.. judged.Select(static item => item.Judge)];
        var settings = bootstrap ?? BootstrapSettings.Default;
        var equal = judged.Count(static item => item.Human == item.Judge);
        var kindness = Bootstrap.OfMeanDifference(judge, human, settings, cancellation);
        var isOrdered = level is not MeasurementLevel.Nominal;
        return new()
        {
            Items = items.Count,
            Undefined = items.Count - judged.Length,
            Agreement = judged.Length == 0 ? double.NaN : equal / (double)judged.Length,
            AgreementInterval = ProportionInterval.Wilson(equal, judged.Length),
            Kappa = level is MeasurementLevel.Nominal or MeasurementLevel.Ordinal ? Kappaed(KappaWeights.None) : null,
            WeightedKappa = level is MeasurementLevel.Ordinal ? Kappaed(KappaWeights.Quadratic) : null,
            Spearman = isOrdered ? SpearmanCorrelation.Of(human, judge) : null,
            Pearson = isOrdered ? PearsonCorrelation.Of(human, judge) : null,
            Leniency = new(kindness.Estimate, kindness.Percentile(settings.Level)),
            Position = PositionBias.Of(items.Select(static item => item.Orders)),
            Length = LengthBias.Of(items),
        };

        CalibrationValue Kappaed(KappaWeights weights)
        {
            var set = CohenKappa.Prepare(human, judge, weights);
            return new(set.Whole(), SetBootstrap.Of(set, settings, cancellation));
        }
    }
}
