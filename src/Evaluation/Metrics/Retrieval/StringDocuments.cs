using System.Runtime.InteropServices;

namespace BenchHub.Evaluation.Metrics.Retrieval;

/// <summary>An answer whose ids are strings.</summary>
internal readonly ref struct StringAnswer(ReadOnlySpan<ScoredDocument> documents) : IAnswer
{
    private readonly ReadOnlySpan<ScoredDocument> _documents = documents;

    public int Count => _documents.Length;

    public ReadOnlySpan<byte> Id(int document) => MemoryMarshal.AsBytes(_documents[document].Id.AsSpan());

    public string Text(int document) => _documents[document].Id;

    public double Score(int document) => _documents[document].Score;

    public int Compare(int left, int right) => Utf8Order.Compare(_documents[left].Id, _documents[right].Id);
}

/// <summary>Ids that are strings.</summary>
internal readonly struct StringIds(string[] ids) : IDocuments
{
    public int Count => ids.Length;

    public ReadOnlySpan<byte> Id(int document) => MemoryMarshal.AsBytes(ids[document].AsSpan());
}
