namespace BenchHub.Evaluation.Metrics.Retrieval;

internal static class RetrievalMeasures
{
    public static IEnumerable<IMeasure> All =>
    [
        new Precision(), new Recall(), new Success(), new ReciprocalRank(), new AveragePrecision(), new Ndcg(), new RPrecision(), new Bpref(),
    ];
}
