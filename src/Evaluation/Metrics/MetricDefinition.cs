namespace BenchHub.Evaluation.Metrics;

public enum MetricDirection
{
    HigherIsBetter,
    LowerIsBetter,
}

public enum CutoffRule
{
    None,
    Optional,
    Required,
}

/// <summary>All that a user needs to know to trust a number of this metric, or to reproduce it elsewhere.</summary>
public sealed record MetricDefinition
{
    /// <summary>Canonical family name, such as <c>ndcg</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Other names that are understood and printed as <see cref="Name"/>.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    public MetricInput Input { get; init; } = MetricInput.Ranking;

    public CutoffRule Cutoff { get; init; }

    /// <summary>What may stand in brackets after the name.</summary>
    public IReadOnlyList<MetricParameter> Parameters { get; init; } = [];

    public MetricAggregation Aggregation { get; init; }

    /// <summary>The least value of an item in a geometric mean.</summary>
    public double Floor { get; init; }

    public MetricDirection Direction { get; init; } = MetricDirection.HigherIsBetter;

    /// <summary>Smallest possible value of one item.</summary>
    public double Minimum { get; init; }

    /// <summary>Largest possible value of one item.</summary>
    public double Maximum { get; init; } = 1;

    /// <summary>What the value counts: <c>share</c>, <c>points of 100</c>, <c>documents</c>.</summary>
    public string Unit { get; init; } = "share";

    public required string Description { get; init; }

    public required string Formula { get; init; }

    /// <summary>The publication that defines it.</summary>
    public required string Citation { get; init; }

    /// <summary>The program whose numbers ours equal.</summary>
    public required string Reference { get; init; }

    /// <summary>What the value is divided by, and what happens where that is 0.</summary>
    public required string Denominator { get; init; }

    /// <summary>The value of an item whose answer failed or is missing; NaN where it is left out instead.</summary>
    public double MissingValue { get; init; }

    /// <summary>
    /// Whether the judgements alone give the value of an item, so that one whose answer failed or is missing has it as well
    /// and <see cref="MissingValue"/> is not used.
    /// </summary>
    public bool AnswerIndependent { get; init; }

    /// <summary>Rises whenever a change alters any value, so that old and new numbers are told apart.</summary>
    public int Revision { get; init; } = 1;

    /// <summary>The name as a user might write it, for messages; it is canonical.</summary>
    public string Example => MetricName.Of(Name, [.. Parameters.Where(static p => p.AlwaysShown).Select(static p => KeyValuePair.Create(p.Name, p.Default))],
        Cutoff == CutoffRule.Required ? 5 : null).ToString();
}
