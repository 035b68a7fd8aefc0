using System.Text.Json;

namespace BenchHub.MockLlm;

/// <summary>One piece of a streamed answer.</summary>
/// <param name="Name">Of the event, where the provider names them.</param>
/// <param name="Data">JSON, or a closing word.</param>
internal sealed record StreamEvent(string? Name, byte[] Data);

/// <summary>How a provider is asked and answers at one path. Pure.</summary>
internal interface IProtocol
{
    string Path { get; }

    /// <summary>A header without which the provider refuses.</summary>
    string? NeededHeader => null;

    /// <exception cref="BadAskException">Something is missing or has the wrong type; the message says what.</exception>
    Ask Read(JsonElement body);

    byte[] Answer(Reply reply);

    /// <summary>JSON of the right kind without an answer in it.</summary>
    byte[] NoAnswer { get; }

    IEnumerable<StreamEvent> Stream(Reply reply);

    (int Status, byte[] Body) Error(Failure failure);
}

/// <summary>The request cannot be understood; the message is for its sender.</summary>
internal sealed class BadAskException(string message) : Exception(message);
