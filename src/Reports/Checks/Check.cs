namespace BenchHub.Reports.Checks;

public enum CheckOutcome
{
    Passed,
    Failed,

    /// <summary>Neither of the two could be shown.</summary>
    Inconclusive,
}

/// <summary>One thing that a build server should show as passed or not.</summary>
/// <param name="Suite">What it belongs to, such as a dataset and a metric.</param>
/// <param name="Subject">Which system it is about.</param>
/// <param name="Rule">What was asked, the same for all subjects.</param>
/// <param name="Outcome">What came out.</param>
/// <param name="Sentence">The outcome in words.</param>
/// <param name="Numbers">What it rests on; null where a number is undefined.</param>
public sealed record Check(
    string Suite, string Subject, string Rule, CheckOutcome Outcome, string Sentence, IReadOnlyList<KeyValuePair<string, double?>> Numbers);
