namespace BenchHub.Connectors.Systems;

/// <summary>What a RAG service said to a question.</summary>
/// <param name="Text">Its answer; may be empty.</param>
/// <param name="Contexts">The texts that it answered from, in its order; empty where it tells none.</param>
/// <param name="Latency">Of the attempt that succeeded, from sending it to the last byte of its answer.</param>
/// <param name="Attempts">1 where the first one succeeded.</param>
public sealed record RagAnswer(string Text, IReadOnlyList<string> Contexts, TimeSpan Latency, int Attempts);
