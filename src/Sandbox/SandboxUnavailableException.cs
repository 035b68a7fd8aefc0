namespace BenchHub.Sandbox;

/// <summary>Nothing on this machine can contain an answer's code; the message says what to install or allow.</summary>
public sealed class SandboxUnavailableException(string message) : InvalidOperationException(message);
