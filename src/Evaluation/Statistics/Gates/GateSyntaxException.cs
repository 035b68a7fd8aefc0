namespace BenchHub.Evaluation.Statistics.Gates;

/// <summary>A text that does not follow the grammar of <see cref="Gate"/>; the message says what was expected, and where.</summary>
/// <param name="message">With the column in it.</param>
/// <param name="column">From 1.</param>
public sealed class GateSyntaxException(string message, int column) : ArgumentException(message)
{
    public int Column { get; } = column;
}
