namespace BenchHub.Evaluation.Metrics.Probabilities;

internal static class ProbabilityMeasures
{
    public static IEnumerable<IMeasure> All =>
    [
        AreaMeasure.Roc, AreaMeasure.PrecisionRecall, new LogLoss(), new Brier(),
        CalibrationError.Expected, CalibrationError.Adaptive, CalibrationError.Maximum,
    ];
}
