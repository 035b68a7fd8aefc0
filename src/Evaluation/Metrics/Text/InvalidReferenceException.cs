namespace BenchHub.Evaluation.Metrics.Text;

/// <summary>A reference is not what its metric needs, such as a pattern or a schema; the message shows it and says what is wrong.</summary>
public sealed class InvalidReferenceException(string message) : FormatException(message)
{
    internal static InvalidReferenceException Of(string metric, string reference, string reason) =>
        new($"The reference '{(reference.Length <= 80 ? reference : reference[..80] + "…")}' of {metric} {reason}");
}
