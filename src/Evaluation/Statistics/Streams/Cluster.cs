namespace BenchHub.Evaluation.Statistics.Streams;

/// <summary>Neighbouring values of a sketch: how many, and the two ends, which are values that were seen.</summary>
internal readonly record struct Cluster(double Least, double Greatest, long Weight)
{
    /// <summary>By middle; the rest makes the order total, so that merging is the same from either side.</summary>
    public static int Compare(Cluster a, Cluster b)
    {
        var byMiddle = ((a.Least / 2) + (a.Greatest / 2)).CompareTo((b.Least / 2) + (b.Greatest / 2));
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
}
