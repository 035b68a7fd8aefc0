namespace BenchHub.Evaluation.Metrics.Retrieval;

/// <summary>One document of an answer, with the score that the system gave it.</summary>
public readonly record struct ScoredDocument(string Id, double Score);
