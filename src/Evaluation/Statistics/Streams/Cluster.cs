namespace BenchHub.Evaluation.Statistics.Streams;

/// <summary>Neighbouring values of a sketch: how many, and the two ends, which are values that were seen.</summary>
internal readonly record struct Cluster(double Least, double Greatest, long Weight)
{
    // Half way between the ends as one counts floating-point numbers, not as one measures: in a cluster from 1e-9 to 1e9
    // the half of the sum would be next to the upper end, and neighbours would come to overlap without limit.
    private long Middle => (Ordinal(Least) / 2) + (Ordinal(Greatest) / 2);

    /// <summary>By middle; the rest makes the order total, so that merging is the same from either side.</summary>
    public static int Compare(Cluster a, Cluster b)
    {
        var byMiddle = a.Middle.CompareTo(b.Middle);
        var byLeast = byMiddle != 0 ? byMiddle : a.Least.CompareTo(b.Least);
        return byLeast != 0 ? byLeast : a.Weight.CompareTo(b.Weight);
    }

    public Cluster With(Cluster other) =>
        new(Math.Min(Least, other.Least), Math.Max(Greatest, other.Greatest), Weight + other.Weight);

    /// <summary>One value, however often: joining such clusters loses nothing.</summary>
    public bool IsSame(Cluster other) => Least == other.Greatest && Greatest == other.Least;

    /// <summary>
    /// How many of the values are at most <paramref name="value"/> (or below it, where <paramref name="strictly"/>), with
    /// those between the ends spread evenly.
    /// </summary>
    public double CountTo(double value, bool strictly) =>
        value < Least || (strictly && value == Least) ? 0
        : value > Greatest || (!strictly && value == Greatest) ? Weight
        : 1 + ((Weight - 2) * ((value - Least) / (Greatest - Least)));

    // The place of a number among all of them, from the least up.
    private static long Ordinal(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        return bits >= 0 ? bits : long.MinValue - bits;
    }
}
