namespace BenchHub.Evaluation.Statistics.Gates;

public enum GateOutcome
{
    /// <summary>The whole interval lies where the gate wants it.</summary>
    Passed,

    /// <summary>The whole interval lies where it must not.</summary>
    Failed,

    /// <summary>The interval holds the limit, or there is none.</summary>
    Inconclusive,
}

/// <param name="Outcome">What the interval says of the limit.</param>
/// <param name="Gate">As it was understood.</param>
/// <param name="Limit">What the difference (without a baseline: the value) is held against.</param>
/// <param name="N">Items that count: scored by the system, and by the baseline where there is one.</param>
/// <param name="Dropped">Items that do not, since a score is undefined.</param>
/// <param name="Value">Mean of the system over these items; NaN for none.</param>
/// <param name="BaselineValue">Mean of the baseline over the same; null without a baseline.</param>
/// <param name="Difference">Mean of system - baseline, or the value where there is no baseline.</param>
/// <param name="CiLow">The lower of two bounds of that, each with the gate's confidence; NaN for fewer than two items.</param>
/// <param name="CiHigh">The upper one.</param>
/// <param name="P">Chance of a difference so good where the system lies at the limit (one-sided); NaN for fewer than two items.</param>
/// <param name="Method">How the bounds were found.</param>
/// <param name="Sentence">The outcome in words.</param>
public sealed record GateVerdict(
    GateOutcome Outcome,
    Gate Gate,
    double Limit,
    int N,
    int Dropped,
    double Value,
    double? BaselineValue,
    double Difference,
    double CiLow,
    double CiHigh,
    double P,
    string Method,
    string Sentence);
