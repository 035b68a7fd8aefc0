namespace BenchHub.Evaluation.Metrics.Retrieval;

/// <summary>
/// Documents by number, however their ids are kept: strings of a job or bytes of a file. One engine serves both; structs
/// that implement this cost no indirect call.
/// </summary>
internal interface IDocuments
{
    public int Count { get; }

    /// <summary>Bytes that are the same for the same id and for no other; strings give their UTF-16 units.</summary>
    public ReadOnlySpan<byte> Id(int document);
}

/// <summary>Documents that a system returned.</summary>
internal interface IAnswer : IDocuments
{
    public double Score(int document);

    /// <summary>The order of the two ids as <c>strcmp</c> has it on their UTF-8 bytes.</summary>
    public int Compare(int left, int right);
}
