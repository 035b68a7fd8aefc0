namespace BenchHub.Evaluation.Judging.Calibration;

/// <summary>An item that people have judged, with what a judge says of it.</summary>
/// <param name="Human">The people's label, in the units of the judge.</param>
/// <param name="Judge">The judge's value; NaN where it is undefined.</param>
public sealed record GoldItem(double Human, double Judge)
{
    /// <summary>Characters or tokens of the answer; of a pair, of the answer less those of the opponent's. NaN where not known.</summary>
    public double Length { get; init; } = double.NaN;

    /// <summary>Of a pairwise judge.</summary>
    public PairOrders? Orders { get; init; }
}
