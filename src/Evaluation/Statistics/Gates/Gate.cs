using BenchHub.Evaluation.Metrics;

namespace BenchHub.Evaluation.Statistics.Gates;

/// <summary>
/// What a system has to reach, as <c>ndcg@10 &gt;= baseline - 0.01 @ 95%</c>. Grammar:
/// <c>METRIC OPERATOR (baseline | NUMBER) [("+" | "-") NUMBER ["%"]] ["@" LEVEL "%"]</c> with the operators &gt;=, &gt;, &lt;= and &lt;.
/// </summary>
/// <param name="Metric">Canonical name.</param>
/// <param name="Operator">Which side of the target is wanted.</param>
/// <param name="Target">A fixed value; null for the baseline.</param>
/// <param name="Margin">What is added to the target, below 0 where less is allowed; a share of the target where <paramref name="IsRelative"/>.</param>
/// <param name="IsRelative">Whether the margin was written in percent.</param>
/// <param name="Level">With which confidence, between 0.5 and 1. Default: 0.95.</param>
public sealed record Gate(Metric Metric, GateOperator Operator, double? Target, double Margin, bool IsRelative, double Level)
{
    public const double DefaultLevel = 0.95;

    /// <summary>Whether the system must reach at least so much, not at most.</summary>
    public bool IsAtLeast => Operator is GateOperator.AtLeast or GateOperator.MoreThan;

    /// <exception cref="GateSyntaxException">The text does not follow the grammar.</exception>
    /// <exception cref="UnknownMetricException">There is no such metric.</exception>
    /// <exception cref="StatisticRefusedException">The operator asks for worse values of the metric, or the metric is no mean of items.</exception>
    public static Gate Parse(string text)
    {
        var gate = new GateReader(text).Read();
        var definition = gate.Metric.Definition;
        var (metric, wanted) = (gate.Metric.Name, definition.Direction is MetricDirection.HigherIsBetter);
        return definition.Aggregation is not MetricAggregation.Mean
                ? throw new StatisticRefusedException($"{metric} is no mean of items, so it has no paired differences; gate a metric that is a mean, such as map or ndcg@10.")
            : gate.IsAtLeast != wanted
                ? throw new StatisticRefusedException(
                    $"{(wanted ? "Higher" : "Lower")} values of {metric} are better, so the gate '{text.Trim()}' would let bad systems through; write {metric} {(wanted ? ">=" : "<=")} ….")
            : gate;
    }

    public override string ToString()
    {
        var sign = Margin < 0 ? '-' : '+';
        var margin = Margin == 0 ? "" : IsRelative ? $" {sign} {Math.Abs(Margin) * 100:0.############}%" : $" {sign} {Math.Abs(Margin):0.############}";
        return $"{Metric.Name} {Sign} {(Target is { } target ? $"{target:0.############}" : "baseline")}{margin} @ {Level * 100:0.############}%";
    }

    private string Sign => Operator switch
    {
        GateOperator.AtLeast => ">=",
        GateOperator.MoreThan => ">",
        GateOperator.AtMost => "<=",
        _ => "<",
    };
}

public enum GateOperator
{
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
}
