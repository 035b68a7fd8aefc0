using BenchHub.Evaluation.Metrics;

namespace BenchHub.Evaluation.Trec;

/// <summary>How trec_eval prints a measure.</summary>
public enum TrecLineKind
{
    /// <summary>With decimals.</summary>
    Number,

    /// <summary>As a whole number.</summary>
    Whole,

    /// <summary>The tag of the run; has no metric.</summary>
    RunTag,

    /// <summary><see cref="TrecQuery.Relevance"/> in quotes; has no metric.</summary>
    Relevance,
}

/// <summary>A line of trec_eval's output.</summary>
/// <param name="Name">As trec_eval prints it, such as <c>ndcg_cut_10</c>.</param>
/// <param name="Metric">Ours; null where the line is no number.</param>
/// <param name="Kind">How it is printed.</param>
public sealed record TrecLine(string Name, MetricName? Metric, TrecLineKind Kind = TrecLineKind.Number)
{
    /// <summary>Whether it is printed for each query.</summary>
    public bool PerQuery { get; init; } = true;

    /// <summary>Whether it is printed for all queries together.</summary>
    public bool Overall { get; init; } = true;

    /// <summary>How many leading ranks it shows.</summary>
    public int Leading { get; init; }
}
