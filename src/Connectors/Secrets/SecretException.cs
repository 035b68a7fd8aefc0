namespace BenchHub.Connectors.Secrets;

/// <summary>A key or a sealed secret cannot be used; the message tells the operator what to do and holds no secret.</summary>
public sealed class SecretException(string message, Exception? inner = null) : Exception(message, inner);
