namespace BenchHub.Evaluation.Metrics.Probabilities;

internal sealed class LogLoss : IItemMeasure<ClassProbabilities>
{
    // numpy's finfo(float64).eps, which scikit-learn 1.2 took as its default.
    private const double Eps = 2.220446049250313e-16;

    public MetricDefinition Definition { get; } = new()
    {
        Name = "log_loss",
        Aliases = ["cross_entropy"],
        Input = MetricInput.Probabilities,
        Direction = MetricDirection.LowerIsBetter,
        Maximum = double.PositiveInfinity,
        Unit = "nats",
        Description = "Negative natural logarithm of the probability given to the true class.",
        Formula = "-ln(q / sum of q), q the probabilities kept within eps = 2.220446049250313e-16 and 1 - eps",
        Citation = "Good, Rational decisions, JRSS B 1952",
        Reference = "scikit-learn 1.2.1 log_loss (later versions differ in eps)",
        Denominator = "All items that have probabilities",
        MissingValue = double.NaN,
    };

    public Func<ClassProbabilities, double> For(MetricArguments arguments) => static item =>
    {
        var values = item.Required().Values;
        var sum = 0.0;
        for (var c = 0; c < values.Count; c++)
        {
            sum += Kept(values[c]);
        }

        return -Math.Log(Kept(values[item.Actual]) / sum);
    };

    private static double Kept(double probability) => Math.Clamp(probability, Eps, 1 - Eps);
}
