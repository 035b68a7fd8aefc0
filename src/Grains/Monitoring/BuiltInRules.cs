using BenchHub.Monitoring;
using BenchHub.Storage.Monitoring;

namespace BenchHub.Grains.Monitoring;

/// <summary>The rules that every hub begins with. They may be changed, silenced and removed.</summary>
internal static class BuiltInRules
{
    private static readonly (string Id, AlertRule Rule)[] All =
    [
        ("rule_recall5", Below("recall@5", 0.7)),
        ("rule_precision5", Below("precision@5", 0.6)),
        ("rule_ndcg5", Below("ndcg@5", 0.65)),
        ("rule_regression", new() { Name = "significantly worse than before", Kind = AlertKind.Drop, Baseline = new(BaselineKind.Previous), Alpha = 0.01 }),
    ];

    /// <summary>They judge what comes after the watermark.</summary>
    public static IReadOnlyList<AlertRuleRow> Rows(long watermark, DateTimeOffset now) => [.. All.Select(one => new AlertRuleRow(
        one.Id, one.Rule.Name, StateJson.Of(one.Rule), IsBuiltIn: true, IsRemoved: false, watermark, null, null, null, now, now))];

    private static AlertRule Below(string metric, double min) => new() { Name = FormattableString.Invariant($"{metric} below {min}"), Metric = metric, Min = min };
}
