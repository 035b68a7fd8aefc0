namespace BenchHub.Evaluation.Metrics.Retrieval;

/// <summary>Precision at a level of recall, interpolated, and its mean over levels.</summary>
internal static class InterpolatedPrecision
{
    private const string Citation = "Manning, Raghavan and Schütze, Introduction to Information Retrieval, 2008, section 8.4";

    // The two versions of trec_eval differ in which whole number of documents a share of R means.
    private static readonly MetricParameter Rounding = MetricParameter.Choice(
        "rounding", "nearest", ["nearest", "up"],
        "relevant documents that a recall of r asks for: nearest to r * R (trec_eval 10), or r * R + 0.9 cut to a whole number (trec_eval 9)") with
    {
        AlwaysShown = false,
    };

    public static IMeasure AtRecall { get; } = new RankingMeasure(
        new()
        {
            Name = "iprec_at_recall",
            Aliases = ["iprec"],
            Parameters = [MetricParameter.Number("r", 0.1, 0, 1, "the recall"), Rounding],
            Description = "Best precision at any rank from where a share r of the relevant documents has been returned.",
            Formula = "max over ranks i with at least r * R relevant within i of (relevant within i / i)",
            Citation = Citation,
            Reference = "trec_eval iprec_at_recall",
            Denominator = "the rank; 0 where that recall is never reached",
        },
        static arguments =>
        {
            var (recall, up) = (arguments.Number("r"), Up(arguments));
            return query => At(query, recall, up);
        });

    public static IMeasure ElevenPoints { get; } = new RankingMeasure(
        new()
        {
            Name = "avg_11pt",
            Parameters = [Rounding],
            Description = "Mean of the interpolated precision at a recall of 0, 0.1, ... and 1.",
            Formula = "mean over r = 0, 0.1, ..., 1 of iprec_at_recall(r)",
            Citation = Citation,
            Reference = "trec_eval 11pt_avg",
            Denominator = "11",
        },
        static arguments =>
        {
            var up = Up(arguments);
            return query => Average(query, up);
        });

    private static bool Up(MetricArguments arguments) => string.Equals(arguments.Choice("rounding"), "up", StringComparison.Ordinal);

    private static double Average(RankedQuery query, bool up)
    {
        var sum = 0.0;
        for (var tenths = 10; tenths >= 0; tenths--)
        {
            sum += At(query, tenths / 10.0, up);
        }

        return sum / 11;
    }

    private static double At(RankedQuery query, double recall, bool up)
    {
        var share = recall * query.Judged.Relevant;
        var least = Math.Max(1, up ? (int)(share + 0.9) : (int)Math.Round(share, MidpointRounding.AwayFromZero));
        var found = query.RelevantReturned;
        var best = 0.0;
        var grades = query.Grades(query.Returned);
        for (var rank = grades.Length; rank > 0 && found >= least; rank--)
        {
            if (grades[rank - 1] > 0)
            {
                best = Math.Max(best, (double)found-- / rank);
            }
        }

        return best;
    }
}
