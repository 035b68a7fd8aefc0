using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Retrieval;

namespace BenchHub.Evaluation.Trec;

/// <summary>A measure of trec_eval's and the lines that it prints for given parameters.</summary>
internal sealed record TrecMeasure(string Name, Func<string?, TrecMode, IEnumerable<TrecLine>> Lines)
{
    public TrecMode Since { get; init; } = TrecMode.V9;

    public bool In(TrecMode version) => Since == TrecMode.V9 || version == TrecMode.V10;
}

/// <summary>trec_eval's measures of <c>all_trec</c> in the order in which it prints them (<c>measures.c</c>).</summary>
internal static class TrecMeasures
{
    private static readonly string[] Documents = ["5", "10", "15", "20", "30", "100", "200", "500", "1000"];

    private static readonly string[] Recalls = ["0.0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1.0"];

    private static readonly string[] Multiples = ["0.2", "0.4", "0.6", "0.8", "1.0", "1.2", "1.4", "1.6", "1.8", "2.0"];

    public static IReadOnlyList<TrecMeasure> All { get; } =
    [
        Plain("runid", static () => new("runid", null, TrecLineKind.RunTag) { PerQuery = false }),
        Plain("num_q", static () => Count("num_q") with { PerQuery = false }),
        Plain("num_ret", static () => Count("num_ret")),
        Plain("num_rel", static () => Count("num_rel")),
        Plain("num_rel_ret", static () => Count("num_rel_ret")),
        Number("map", "map"),
        Plain("gm_map", static () => Line("gm_map", "gm_map") with { PerQuery = false }),
        Number("Rprec", "rprec"),
        Number("bpref", "bpref"),
        Number("recip_rank", "mrr"),
        new("iprec_at_recall", static (given, version) => TrecParameters.Shares("iprec_at_recall", given, Recalls)
            .Select(at => Line($"iprec_at_recall_{at.Printed}", $"iprec_at_recall(r={at.Canonical},{Rounding(version)})"))),
        Cut("P", "precision", Documents),
        new("relstring", static (given, _) => TrecParameters.Numbers("relstring", given, "10", 1) is [var ranks]
            ? [new(Suffixed("relstring", given), null, TrecLineKind.Relevance) { Overall = false, Leading = (int)Math.Clamp(ranks, 0, int.MaxValue) }]
            : []),
        Cut("recall", "recall", Documents),
        Number("infAP", "infap"),
        Plain("gm_bpref", static () => Line("gm_bpref", "gm_bpref") with { PerQuery = false }),
        new("Rprec_mult", static (given, _) => TrecParameters.Shares("Rprec_mult", given, Multiples)
            .Select(static by => Line($"Rprec_mult_{by.Printed}", $"rprec_mult(m={by.Canonical})"))),
        new("utility", static (given, _) => TrecParameters.Texts("utility", given, "1.0,-1.0,0.0,0.0", 4) is [var a, var b, var c, var d]
            ? [Line(Suffixed("utility", given), $"utility(a={a},b={b},c={c},d={d})")]
            : []),
        new("11pt_avg", static (given, version) => [Line(TrecParameters.None("11pt_avg", given), $"avg_11pt({Rounding(version)})")]),
        Number("binG", "bing"),
        Number("G", "g"),
        Number("ndcg", "ndcg"),
        Number("ndcg_rel", "ndcg_rel"),
        Number("Rndcg", "rndcg"),
        Cut("ndcg_cut", "ndcg", Documents),
        Cut("map_cut", "map", Documents),
        Cut("relative_P", "relative_p", Documents),
        Cut("success", "success", ["1", "5", "10"]),
        Number("set_P", "set_p"),
        Number("set_relative_P", "set_relative_p"),
        Number("set_recall", "set_recall"),
        Number("set_map", "set_map"),
        new("set_F", static (given, _) => TrecParameters.Texts("set_F", given, "1.0", 1) is [var x] ? [Line(Suffixed("set_F", given), $"set_f(x={x})")] : []),
        Plain("num_nonrel_judged_ret", static () => Count("num_nonrel_judged_ret")),
        new("rbp", static (given, _) => [Line(Suffixed("rbp", given), $"rbp(gain=graded,p={TrecParameters.Persistence("rbp", given)})")]) { Since = TrecMode.V10 },
        new("rbp_resid", static (given, _) => [Line(Suffixed("rbp_resid", given), $"rbp_resid(p={TrecParameters.Persistence("rbp_resid", given)})")]) { Since = TrecMode.V10 },
        Cut("unj", "unj", ["5", "10", "20"]) with { Since = TrecMode.V10 },
    ];

    private static TrecMeasure Plain(string name, Func<TrecLine> line) => new(name, (_, _) => [line()]);

    private static TrecMeasure Number(string name, string metric) => new(name, (given, _) => [Line(TrecParameters.None(name, given), metric)]);

    private static TrecMeasure Cut(string name, string metric, string[] defaults) => new(name, (given, _) =>
        TrecParameters.Cutoffs(name, given, defaults).Select(cutoff => Line($"{name}_{cutoff}", $"{metric}@{cutoff}")));

    private static TrecLine Line(string name, string metric) => new(name, MetricCatalog.Resolve(metric).Name);

    private static TrecLine Count(string name) => Line(name, name) with { Kind = TrecLineKind.Whole };

    private static string Suffixed(string name, string? given) => given is null ? name : $"{name}_{given}";

    private static string Rounding(TrecMode version) => version == TrecMode.V9 ? "rounding=up" : "rounding=nearest";
}
