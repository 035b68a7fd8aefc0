namespace BenchHub.Evaluation.Metrics.Samples;

internal static class SampleMeasures
{
    public static IEnumerable<IMeasure> All => [PassAtK.AtLeastOne, PassAtK.All];
}
