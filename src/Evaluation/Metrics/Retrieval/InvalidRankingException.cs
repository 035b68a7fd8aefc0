namespace BenchHub.Evaluation.Metrics.Retrieval;

/// <summary>An answer that cannot be ranked; the message names the document.</summary>
public sealed class InvalidRankingException(string documentId, string message) : FormatException(message)
{
    public string DocumentId { get; } = documentId;
}
