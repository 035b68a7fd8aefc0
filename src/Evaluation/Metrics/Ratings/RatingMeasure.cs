namespace BenchHub.Evaluation.Metrics.Ratings;

/// <summary>A measure that is its definition and a reading of the ratings.</summary>
internal sealed class RatingMeasure(MetricDefinition definition, Func<MetricArguments, Func<IReadOnlyList<ItemRatings>, PreparedSet>> prepare)
    : ISetMeasure<ItemRatings>
{
    public MetricDefinition Definition { get; } = definition with
    {
        Input = MetricInput.Ratings,
        Aggregation = MetricAggregation.Whole,
        MissingValue = double.NaN,
        Minimum = -1,
    };

    public Func<IReadOnlyList<ItemRatings>, PreparedSet> For(MetricArguments arguments) => prepare(arguments);

    /// <summary>A correlation of two raters, over the items that both rated.</summary>
    public static RatingMeasure Correlation(MetricDefinition definition, Func<double[], double[], SetValue> value) => new(
        definition with
        {
            Unit = "correlation",
            Denominator = "Items that both raters rated; undefined where they are fewer than two or a rater rated all of them alike",
        },
        _ => items =>
        {
            var (a, b) = ItemRatings.Pairs(items);
            return TwoRaters.IsConstant(a) || TwoRaters.IsConstant(b)
                ? PreparedSet.Without(a.Length, "a rater gave all items that both rated one rating, or there are fewer than two")
                : new(a.Length, value(a, b));
        });
}
