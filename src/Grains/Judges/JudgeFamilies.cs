using System.Text.Json;
using BenchHub.Evaluation.Judging;
using BenchHub.Evaluation.Metrics;
using BenchHub.Jobs;

namespace BenchHub.Grains.Judges;

/// <summary>Which metrics judges bring, and which of a task's own they feed.</summary>
internal static class JudgeFamilies
{
    /// <summary>The metrics that the caller named, or those of the task, and one for each judge.</summary>
    public static IEnumerable<string> Metrics(SubmitJob job, IEnumerable<string> byDefault, IReadOnlyList<JudgeDefinition> judges) =>
        [.. job.Metrics.IsDefaultOrEmpty ? byDefault : job.Metrics, .. judges.Select(static judge => judge.Metric.Name)];

    /// <summary>The judge whose verdicts a metric is made of; null where it has none, or where several would do and so none does.</summary>
    public static T? Behind<T>(Metric metric, IReadOnlyList<T> judges, Func<T, JudgeDefinition> definition)
        where T : class
    {
        var family = metric.Name.Family;
        if (judges.FirstOrDefault(judge => definition(judge).Metric.Name == family) is { } own)
        {
            return own;
        }

        var feeding = judges.Where(judge => Family(definition(judge).Kind) == family).Take(2).ToList();
        return feeding.Count == 1 ? feeding[0] : null;
    }

    private static string Family(JudgeKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());
}
