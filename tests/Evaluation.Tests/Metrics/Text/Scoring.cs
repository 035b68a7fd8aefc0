using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Text;

namespace BenchHub.Evaluation.Tests.Metrics.Text;

/// <summary>Scorers by the names under which users find them.</summary>
internal static class Scoring
{
    public static ITextScorer Scorer(string metric)
    {
        var found = MetricCatalog.Resolve(metric);
        return ((ITextMeasure)found.Measure).For(found.Arguments);
    }

    public static double Score(string metric, string answer, params string[] references) => Scorer(metric).Score(answer, references);
}
