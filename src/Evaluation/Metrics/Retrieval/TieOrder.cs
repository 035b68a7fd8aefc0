namespace BenchHub.Evaluation.Metrics.Retrieval;

/// <summary>How a measure has the documents ranked: what becomes of those with one score, and how wide scores are.</summary>
internal enum TieOrder
{
    /// <summary>As trec_eval: id descending by UTF-8 bytes, scores in the width of the <see cref="TrecMode"/>.</summary>
    IdDescending = 0,

    /// <summary>As gdeval.pl: the same with doubles in either mode.</summary>
    WideIdDescending = 1,

    /// <summary>As ir_measures' MS MARCO provider: id ascending by code points, scores as doubles.</summary>
    IdAscending = 2,

    /// <summary>As Python sorts by score alone, which BEIR's own metrics do: the order of the input, scores as doubles.</summary>
    Input = 3,
}

internal static class Tied
{
    /// <summary>The parameter by which a metric says which.</summary>
    public static MetricParameter Parameter { get; } = MetricParameter.Choice(
        "ties", "id_desc", ["id_desc", "id_asc", "input"],
        "order of documents with one score: id descending as trec_eval, id ascending as MS MARCO's script in ir_measures, or the order of the input as BEIR") with
    {
        AlwaysShown = false,
    };

    public static TieOrder Of(MetricArguments arguments) => arguments.Choice(Parameter.Name) switch
    {
        "id_asc" => TieOrder.IdAscending,
        "input" => TieOrder.Input,
        _ => TieOrder.IdDescending,
    };

    /// <summary>For a signature.</summary>
    public static string Text(TieOrder ties) => ties switch
    {
        TieOrder.IdAscending => "score-desc,id-asc-utf8",
        TieOrder.Input => "score-desc,input",
        _ => "score-desc,id-desc-utf8",
    };
}
