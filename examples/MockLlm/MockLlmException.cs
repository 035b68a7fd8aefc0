namespace BenchHub.MockLlm;

/// <summary>The server cannot start; the message is for the person who started it.</summary>
public sealed class MockLlmException(string message, Exception? inner = null) : Exception(message, inner);
