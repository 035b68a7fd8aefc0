namespace BenchHub.Evaluation.Trec;

/// <summary>A file of one of the TREC formats, read once from where its content stands to the end.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Content">UTF-8.</param>
public readonly record struct TrecFile(string Name, Stream Content);

/// <summary>A file of one of the TREC formats in memory.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Content">UTF-8; ids are compared as bytes, so bytes that are no UTF-8 stay apart as well.</param>
public readonly record struct TrecBytes(string Name, ReadOnlyMemory<byte> Content);

/// <summary>A run against judgements.</summary>
/// <param name="Tag">What the last line of the run calls it, as trec_eval has it.</param>
/// <param name="Queries">The queries that count, in the order of their UTF-8 bytes.</param>
/// <param name="Scores">By metric in the order of the set, then by query.</param>
/// <param name="Values">By metric, over all queries.</param>
public sealed record TrecResult(
    string Tag, IReadOnlyList<TrecQuery> Queries, IReadOnlyList<IReadOnlyList<double>> Scores, IReadOnlyList<double> Values);

/// <param name="Id">As it stands in the files.</param>
/// <param name="Answered">Whether the run has any line for it.</param>
/// <param name="Relevance">
/// One character for each of the leading ranks: the grade, <c>&gt;</c> above 9, <c>.</c> for a document that is in the
/// judgements and not judged, <c>-</c> for one that is not in them.
/// </param>
public readonly record struct TrecQuery(string Id, bool Answered, string Relevance);

/// <summary>A run that cannot be measured against the judgements; the message is one sentence with what to do.</summary>
public sealed class UnmeasurableRunException(string message, bool unanswered) : FormatException(message)
{
    /// <summary>Whether a judged query has no answer; otherwise no query is both judged and answered.</summary>
    public bool Unanswered { get; } = unanswered;
}
