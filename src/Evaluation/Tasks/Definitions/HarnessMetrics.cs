namespace BenchHub.Evaluation.Tasks.Definitions;

/// <summary>Reads <c>metric_list</c>: the harness' own metrics, under the names that they have in our catalog.</summary>
internal static class HarnessMetrics
{
    private static readonly Dictionary<TaskKind, string[]> Defaults = new()
    {
        [TaskKind.Generation] = ["exact_match"],
        [TaskKind.MultipleChoice] = ["acc", "acc_norm"],
        [TaskKind.Likelihood] = ["perplexity", "acc"],
        [TaskKind.Rolling] = ["word_perplexity", "byte_perplexity", "bits_per_byte"],
    };

    // Name, the kinds that have it, its name in the catalog and the aggregations that are what ours does.
    private static readonly Dictionary<string, (TaskKind[] Kinds, string Ours, string[] Aggregations)> Known = new()
    {
        ["acc"] = ([TaskKind.MultipleChoice, TaskKind.Likelihood], "acc", ["mean", "nanmean"]),
        ["acc_norm"] = ([TaskKind.MultipleChoice], "acc_norm", ["mean", "nanmean"]),
        ["acc_bytes"] = ([TaskKind.MultipleChoice], "acc_bytes", ["mean", "nanmean"]),
        ["acc_mutual_info"] = ([TaskKind.MultipleChoice], "acc_mutual_info", ["mean", "nanmean"]),
        ["brier_score"] = ([TaskKind.MultipleChoice], "brier", ["brier_score"]),
        ["mcc"] = ([TaskKind.MultipleChoice], "mcc", ["matthews_corrcoef"]),
        ["exact_match"] = ([TaskKind.Generation, TaskKind.MultipleChoice], "exact_match", ["mean", "nanmean"]),
        ["bleu"] = ([TaskKind.Generation], "bleu", ["bleu"]),
        ["chrf"] = ([TaskKind.Generation], "chrf", ["chrf"]),
        ["ter"] = ([TaskKind.Generation], "ter", ["ter"]),
        ["perplexity"] = ([TaskKind.Likelihood], "perplexity", ["perplexity"]),
        ["word_perplexity"] = ([TaskKind.Rolling], "word_perplexity", ["weighted_perplexity"]),
        ["byte_perplexity"] = ([TaskKind.Rolling], "byte_perplexity", ["weighted_perplexity"]),
        ["bits_per_byte"] = ([TaskKind.Rolling], "bits_per_byte", ["bits_per_byte"]),
    };

    public static IReadOnlyList<TaskMetric> Read(YamlMap root, TaskKind kind) => root.List("metric_list") is { } list
        ? list.Items.Count == 0 ? throw list.Fail("'metric_list' is empty; name a metric.") : [.. list.Items.Select(item => Metric(item, kind)).DistinctBy(static metric => metric.Name)]
        : [.. Defaults[kind].Select(static name => new TaskMetric(Metrics.MetricCatalog.Resolve(name).Name.ToString(), []))];

    private static TaskMetric Metric(YamlNode node, TaskKind kind)
    {
        var map = node as YamlMap ?? throw node.Fail("An entry of 'metric_list' is a mapping with the key 'metric'.");
        var name = map.Text("metric") ?? throw map.Fail("An entry of 'metric_list' needs the key 'metric'.");
        if (!Known.TryGetValue(name, out var known))
        {
            throw map["metric"]!.Fail($"'{name}' is no metric that BenchHub computes for such tasks; those are {string.Join(", ", Known.Keys)}. "
                + "A task in the short form may name any metric of 'benchhub metrics list'.");
        }

        if (!known.Kinds.Contains(kind))
        {
            throw map["metric"]!.Fail($"'{name}' does not go with this 'output_type'.");
        }

        if (map.Text("aggregation") is { } aggregation && !known.Aggregations.Contains(aggregation))
        {
            throw map["aggregation"]!.Fail($"'{name}' is aggregated as {known.Aggregations[0]} here, not as {aggregation}.");
        }

        // Which direction is better the catalog knows; who computes it elsewhere and how groups weigh it has no effect.
        string[] common = ["metric", "aggregation", "higher_is_better", "hf_evaluate", "weight_by_size"];
        if (name != "exact_match")
        {
            map.Only($"The metric {name}", common);
            return new(Metrics.MetricCatalog.Resolve(known.Ours).Name.ToString(), []);
        }

        map.Only($"The metric {name}", [.. common, "ignore_case", "ignore_punctuation", "ignore_numbers", "regexes_to_ignore"]);
        string[] flags = ["ignore_case", "ignore_punctuation", "ignore_numbers"];
        var set = flags.Where(flag => map.Flag(flag) == true).Select(static flag => $"{flag}=true").ToArray();
        return new(
            Metrics.MetricCatalog.Resolve(set.Length == 0 ? name : $"{name}({string.Join(',', set)})").Name.ToString(),
            FilterForm.Patterns(map, "regexes_to_ignore"));
    }
}
