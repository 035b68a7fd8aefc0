namespace BenchHub.Evaluation.Metrics.Verdicts;

/// <summary>ragas' formulas (<c>metrics/collections</c>); NaN where there is nothing to judge.</summary>
internal static class VerdictFormulas
{
    // Keeps ragas from dividing by 0 where no context is relevant, and makes a perfect ranking a little less than 1.
    private const double Epsilon = 1e-10;

    public static double Share(StatementVerdicts item) =>
        item.Verdicts.Count == 0 ? double.NaN : (double)item.Verdicts.Count(static verdict => verdict) / item.Verdicts.Count;

    public static double RankedPrecision(StatementVerdicts item)
    {
        var (hits, sum) = (0, 0.0);
        for (var i = 0; i < item.Verdicts.Count; i++)
        {
            if (item.Verdicts[i])
            {
                hits++;
                sum += (double)hits / (i + 1);
            }
        }

        return item.Verdicts.Count == 0 ? double.NaN : sum / (hits + Epsilon);
    }

    public static double Relevance(RelevanceVerdicts item) =>
        item.Similarities.Count == 0 ? double.NaN : item.Noncommittal.All(static evasive => evasive) ? 0 : item.Similarities.Average();

    public static double Correctness(CorrectnessVerdicts item, double beta, double factuality) =>
        factuality == 1 ? FBeta(item, beta) : (factuality * FBeta(item, beta)) + ((1 - factuality) * item.Similarity);

    public static double Noise(NoiseVerdicts item, bool irrelevant)
    {
        var misled = 0;
        for (var s = 0; s < item.Correct.Count; s++)
        {
            var fromRelevant = Supports(item, s, relevant: true);
            misled += !item.Correct[s] && (irrelevant ? !fromRelevant && Supports(item, s, relevant: false) : fromRelevant) ? 1 : 0;
        }

        return item.Correct.Count == 0 ? double.NaN : (double)misled / item.Correct.Count;
    }

    private static bool Supports(NoiseVerdicts item, int statement, bool relevant)
    {
        for (var c = 0; c < item.Relevant.Count; c++)
        {
            if (item.Relevant[c] == relevant && item.Support[statement][c])
            {
                return true;
            }
        }

        return false;
    }

    // A side without statements has precision (or recall) 1 if the other has none to miss, else 0.
    private static double FBeta(CorrectnessVerdicts item, double beta)
    {
        double said = item.Supported + item.Unsupported, wanted = item.Supported + item.Absent;
        var precision = said == 0 ? (item.Absent == 0 ? 1 : 0) : item.Supported / said;
        var recall = wanted == 0 ? (item.Unsupported == 0 ? 1 : 0) : item.Supported / wanted;
        return precision + recall == 0 ? 0 : (1 + (beta * beta)) * precision * recall / ((beta * beta * precision) + recall);
    }
}
