namespace BenchHub.Evaluation.Formats;

/// <summary>An id that the output format has no way to write, such as one with a blank in a TREC file.</summary>
public sealed class UnwritableIdException(string id, string message) : FormatException(message)
{
    public string Id { get; } = id;
}
