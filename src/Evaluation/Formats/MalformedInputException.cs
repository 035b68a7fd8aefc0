namespace BenchHub.Evaluation.Formats;

/// <summary>Input that does not follow its format; the message is one sentence with the file, the line and what to change.</summary>
public sealed class MalformedInputException(string file, long line, string reason)
    : FormatException($"{file}, line {line}: {reason}")
{
    public string File { get; } = file;

    /// <summary>From 1, counting empty lines too.</summary>
    public long Line { get; } = line;

    public string Reason { get; } = reason;
}
