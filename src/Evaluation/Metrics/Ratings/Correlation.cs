namespace BenchHub.Evaluation.Metrics.Ratings;

/// <param name="Value">From -1 to 1; NaN where there are fewer than two items, a rating is NaN, or a rater gave one rating throughout.</param>
/// <param name="P">Two-sided, of no association; NaN with the value, or where so few items cannot tell.</param>
/// <param name="N">Items.</param>
public sealed record Correlation(double Value, double P, int N)
{
    internal static Correlation Undefined(int n) => new(double.NaN, double.NaN, n);
}
