namespace BenchHub.Evaluation.Statistics.Tests;

/// <summary>What a test of a against b sets against "no difference".</summary>
public enum Alternative
{
    /// <summary>a and b differ.</summary>
    TwoSided,

    /// <summary>a is less than b.</summary>
    Less,

    /// <summary>a is greater than b.</summary>
    Greater,
}
