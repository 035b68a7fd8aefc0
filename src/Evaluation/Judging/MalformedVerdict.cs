namespace BenchHub.Evaluation.Judging;

/// <summary>What keeps a reply from being a verdict.</summary>
public enum Malformation
{
    /// <summary>Nothing was said.</summary>
    Empty,

    /// <summary>More was said than any verdict needs.</summary>
    TooLong,

    /// <summary>There is no JSON object.</summary>
    NoJson,

    /// <summary>The object lacks the field that is the verdict.</summary>
    MissingField,

    /// <summary>The field is not of its type, or none of the words that it may be, as "maybe".</summary>
    NoSuchVerdict,

    /// <summary>A score is no whole number of the scale.</summary>
    OffScale,

    /// <summary>There are several verdicts, and they differ.</summary>
    Contradictory,

    /// <summary>There is not exactly one verdict for each statement.</summary>
    Incomplete,
}

/// <summary>A reply that is no verdict.</summary>
/// <param name="Question">Which of the judging's questions it answers, from 1.</param>
/// <param name="Repeat">How often that had been answered before.</param>
/// <param name="Malformation">The kind of defect.</param>
/// <param name="Reason">A sentence for people, and for the model when it is asked again.</param>
/// <param name="Reply">Its first characters.</param>
public sealed record MalformedVerdict(int Question, int Repeat, Malformation Malformation, string Reason, string Reply);
