using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Retrieval;
using BenchHub.Evaluation.Trec;

namespace BenchHub.Cli.Evaluating;

/// <summary>Which lines a user asked for: those of trec_eval's names in its order, then those of ours in the order given.</summary>
internal static class TrecLines
{
    /// <exception cref="UnknownMetricException">A name is neither trec_eval's nor ours.</exception>
    public static IReadOnlyList<TrecLine> Of(IReadOnlyList<string> measures, RetrievalPolicy policy)
    {
        var names = measures.Count > 0 ? measures
            : policy == RetrievalPolicies.TrecEval(policy.Mode, policy.Queries == QueryPolicy.EveryJudged) ? ["official"]
            : policy.Metrics;
        return
        [
            .. TrecNames.Lines(names.Where(TrecNames.Knows), policy.Mode),
            .. names.Where(static name => !TrecNames.Knows(name)).Select(Ours).DistinctBy(static line => line.Name),
        ];
    }

    private static TrecLine Ours(string name)
    {
        try
        {
            var metric = MetricCatalog.Resolve(name);
            var whole = metric.Definition.Aggregation == MetricAggregation.Sum;
            return new(metric.Name.ToString(), metric.Name, whole ? TrecLineKind.Whole : TrecLineKind.Number);
        }
        catch (UnknownMetricException refusal)
        {
            throw new UnknownMetricException(name, $"{refusal.Message} trec_eval's names are {string.Join(", ", TrecNames.All)}.");
        }
    }
}
