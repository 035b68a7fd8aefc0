using BenchHub.Evaluation.Statistics.Sequential;

namespace BenchHub.Evaluation.Analytics;

/// <summary>Some of the failed prompts and some of the others, where all would be too many to embed.</summary>
/// <param name="Indexes">Of the prompts drawn, ascending.</param>
/// <param name="Failed">Which of these failed.</param>
/// <param name="FailureWeight">Failed prompts that one of those drawn stands for.</param>
/// <param name="PassWeight">Others that one of those drawn stands for.</param>
public sealed record FailureDraw(int[] Indexes, bool[] Failed, double FailureWeight, double PassWeight)
{
    public int Failures => Failed.Count(static failed => failed);

    /// <summary>Share of failures in all prompts.</summary>
    public double Rate => Share(Failures, Indexes.Length - Failures);

    /// <summary>All prompts where they are few enough; else half of them failed ones, as far as there are so many, drawn by a seed.</summary>
    /// <param name="failed">By prompt.</param>
    /// <param name="most">Prompts to draw.</param>
    /// <param name="seed">Of the draw.</param>
    public static FailureDraw Of(bool[] failed, int most, int seed)
    {
        var order = failed.Length <= most ? [.. Enumerable.Range(0, failed.Length)] : RandomOrder.Of(seed, failed.Length);
        int[] failures = [.. order.Where(i => failed[i])], others = [.. order.Where(i => !failed[i])];
        var takenFailures = Math.Min(failures.Length, Math.Max(most / 2, most - others.Length));
        var takenOthers = Math.Min(others.Length, most - takenFailures);
        int[] drawn = [.. failures.Take(takenFailures).Concat(others.Take(takenOthers)).Order()];
        return new(
            drawn, Array.ConvertAll(drawn, i => failed[i]), takenFailures == 0 ? 0 : (double)failures.Length / takenFailures,
            takenOthers == 0 ? 0 : (double)others.Length / takenOthers);
    }

    /// <summary>The share of failures that some prompts drawn stand for.</summary>
    public double Share(int failures, int others) => failures * FailureWeight / ((failures * FailureWeight) + (others * PassWeight));
}
