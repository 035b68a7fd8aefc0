namespace BenchHub.SampleRag;

/// <summary>The service cannot start; the message is for the person who started it.</summary>
public sealed class SampleRagException(string message, Exception? inner = null) : Exception(message, inner);
