namespace BenchHub.Evaluation.Metrics.Retrieval;

/// <summary>What two programs may do differently with the same files and the same metric.</summary>
public sealed record RetrievalPolicy
{
    /// <summary>The name under which a user asks for it, such as <c>beir</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The program whose numbers come out, for people.</summary>
    public required string Description { get; init; }

    public TrecMode Mode { get; init; } = TrecMode.V10;

    public QueryPolicy Queries { get; init; } = QueryPolicy.EveryJudged;

    /// <summary>Whether a returned document that bears the query's own id is taken out of the answer before it is ranked.</summary>
    public bool IgnoreIdenticalIds { get; init; }

    /// <summary>Decimals that the value over all queries is rounded to, half to even; null where it is not rounded.</summary>
    public int? Decimals { get; init; }

    /// <summary>Whether a query without an answer that counts is also listed where values are printed by query.</summary>
    public bool ListsUnanswered { get; init; } = true;

    /// <summary>The metrics that the program reports if it is asked for none, under our names.</summary>
    public required IReadOnlyList<string> Metrics { get; init; }

    public double Rounded(double value) => Decimals is { } decimals ? Math.Round(value, decimals) : value;
}
