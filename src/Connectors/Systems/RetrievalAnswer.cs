namespace BenchHub.Connectors.Systems;

/// <param name="Documents">In the order of the answer, at most as many as were asked for, no id twice.</param>
/// <param name="Latency">Of the attempt that succeeded, from sending it to the last byte of its answer.</param>
/// <param name="Attempts">1 where the first one succeeded.</param>
public sealed record RetrievalAnswer(IReadOnlyList<RetrievedDocument> Documents, TimeSpan Latency, int Attempts);

/// <param name="Id">As the service names it; a number keeps its digits.</param>
/// <param name="Score">Finite. Where the answer has no scores: n for the first of n documents, 1 for the last.</param>
/// <param name="Text">Null where the service sent none or nobody asked for it.</param>
public sealed record RetrievedDocument(string Id, double Score, string? Text);
