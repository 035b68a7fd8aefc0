namespace BenchHub.Evaluation.Formats;

/// <summary>A passage of a collection; the title is empty where it has none.</summary>
public sealed record Document(string Id, string Title, string Text);

public sealed record Query(string Id, string Text);

/// <summary>How relevant a document is to a query: 1 and above is relevant, 0 is not, negative is not judged.</summary>
public sealed record Judgement(string QueryId, string DocumentId, int Grade);

/// <summary>One returned document of a run.</summary>
public sealed record RunEntry(string QueryId, string DocumentId, double Score, string Tag);
