namespace BenchHub.Evaluation.Statistics.Sequential;

internal static class Intersection
{
    /// <summary>
    /// What both hold. Where they hold nothing in common (chance at most α, if the assumptions do), the end of the first
    /// that is nearer to the second, so that an interval is never the wrong way round and what is certain goes first.
    /// </summary>
    public static Interval And(this Interval a, Interval b) =>
        new(Math.Clamp(b.Low, a.Low, a.High), Math.Clamp(b.High, a.Low, a.High));
}
