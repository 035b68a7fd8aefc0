namespace BenchHub.Connectors.Net;

/// <summary>A URL leads where <see cref="AddressPolicy"/> does not allow; the message says where and what to change.</summary>
public sealed class AddressRefusedException(string message) : Exception(message);
