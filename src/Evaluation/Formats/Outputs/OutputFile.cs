namespace BenchHub.Evaluation.Formats.Outputs;

/// <summary>A file of another tool, with what is learned of it while it is read.</summary>
/// <param name="Name">How messages call it.</param>
/// <param name="Content">In UTF-8, from its beginning.</param>
public sealed record OutputFile(string Name, Stream Content)
{
    /// <summary>What wrote it, with its version where the file tells; known at the end of the file.</summary>
    public string Tool { get; internal set; } = "";

    /// <summary>What the tool calls the task or the evaluation; null where the file does not say.</summary>
    public string? Task { get; internal set; }
}

/// <summary>Reads the answers that another tool wrote down, in the order of the file, as it is read.</summary>
public interface IOutputFormat
{
    /// <summary>What a user types.</summary>
    public string Name { get; }

    /// <exception cref="MalformedInputException">The file is not of this format; with the line and the field.</exception>
    public IAsyncEnumerable<ToolAnswer> Read(OutputFile file, CancellationToken cancellation);
}
