namespace BenchHub.Evaluation.Judging;

/// <summary>What a judge says of one item. The metric <c>judge:name</c> takes it as its item.</summary>
public sealed record JudgeVerdict : JudgeStep
{
    /// <summary>The judge's name.</summary>
    public required string Judge { get; init; }

    /// <summary>
    /// In the units of the judge's metric: a score on its scale, 1 or 0, 1, 0.5 or 0 for a pair, or the measure of
    /// <see cref="Record"/>. NaN where it is undefined, which <see cref="Reason"/> explains.
    /// </summary>
    public required double Value { get; init; }

    /// <summary>The judge's reasons in its words; of an undefined verdict a sentence of ours.</summary>
    public required string Reason { get; init; }

    /// <summary>For <see cref="Tasks.TaskAnswers.Verdicts"/>, of <see cref="Metrics.Verdicts"/>; null for judges that just score.</summary>
    public object? Record { get; init; }

    /// <summary>The metric that takes <see cref="Record"/>, such as <c>faithfulness</c>; null for judges that just score.</summary>
    public string? Family { get; init; }

    /// <summary>Of a pairwise judge.</summary>
    public PairOrders? Orders { get; init; }

    /// <summary>Replies that were no verdicts, in the order in which they came.</summary>
    public IReadOnlyList<MalformedVerdict> Malformed { get; init; } = [];

    public bool IsUndefined => double.IsNaN(Value);

    /// <summary>The judge's metric.</summary>
    public string Metric => JudgeDefinition.MetricOf(Judge);

    /// <summary>
    /// For <see cref="Tasks.TaskAnswers.Verdicts"/>: each verdict under its judge's metric, and its record under the record's family
    /// where one judge alone has such records.
    /// </summary>
    public static IReadOnlyDictionary<string, object> ForAnswers(IEnumerable<JudgeVerdict> verdicts)
    {
        JudgeVerdict[] all = [.. verdicts];
        var named = all.ToDictionary(static verdict => verdict.Metric, static verdict => (object)verdict, StringComparer.Ordinal);
        foreach (var family in all.Where(static verdict => verdict.Family is not null).GroupBy(static verdict => verdict.Family!, StringComparer.Ordinal))
        {
            if (family.Count() == 1 && family.First().Record is { } record)
            {
                named[family.Key] = record;
            }
        }

        return named;
    }
}
