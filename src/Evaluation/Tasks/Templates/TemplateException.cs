namespace BenchHub.Evaluation.Tasks.Templates;

/// <summary>A template that cannot be understood, or that cannot be filled in from a record; the message says where and why.</summary>
public sealed class TemplateException(int line, int column, string reason) : FormatException($"template line {line}, column {column}: {reason}")
{
    /// <summary>From 1, within the template.</summary>
    public int Line { get; } = line;

    /// <summary>From 1, in UTF-16 units.</summary>
    public int Column { get; } = column;

    public string Reason { get; } = reason;
}
