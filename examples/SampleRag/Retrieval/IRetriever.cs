namespace BenchHub.SampleRag;

/// <summary>Ranks a corpus. Safe to use from many threads at once.</summary>
public interface IRetriever
{
    string Name { get; }

    /// <returns>
    /// At most <paramref name="topK"/> documents with a score above zero, best first; equal scores stand in
    /// ordinal order of their ids.
    /// </returns>
    IReadOnlyList<Hit> Search(string query, int topK);
}

public readonly record struct Hit(Document Document, double Score);
