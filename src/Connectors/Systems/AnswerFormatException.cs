namespace BenchHub.Connectors.Systems;

/// <summary>An answer does not have the shape that the registration says; the message tells where.</summary>
internal sealed class AnswerFormatException(string message) : Exception(message);
