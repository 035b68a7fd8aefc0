namespace BenchHub.Evaluation.Metrics.Retrieval;

internal static class RetrievalMeasures
{
    public static IEnumerable<IMeasure> All =>
    [
        new Precision(), new Recall(), new Success(), new ReciprocalRank(), new AveragePrecision(), new Ndcg(), new RPrecision(), new Bpref(),
        new F1(), new RankBiasedPrecision(), new ExpectedReciprocalRank(), new RelativePrecision(), new RPrecisionMultiple(),
        InterpolatedPrecision.AtRecall, InterpolatedPrecision.ElevenPoints, new InferredAp(), new Gain(), new BinaryGain(),
        new NdcgRelevant(), new NdcgLevels(), .. GeometricMeans.All, .. SetMeasures.All, new Utility(),
        new RankBiasedResidual(), new Unjudged(), new Hole(), .. Counts.All,
    ];
}
