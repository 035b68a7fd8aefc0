using System.Text.Json;
using System.Text.Json.Nodes;
using BenchHub.Systems;

namespace BenchHub.Connectors.Models;

/// <summary>How one provider wants to be asked and how it answers. Pure.</summary>
internal interface IModelProtocol
{
    ModelProvider Provider { get; }

    /// <exception cref="NotSupportedException">The provider cannot do what is asked; the message says what.</exception>
    ModelCall Call(ModelSpec model, ModelRequest request);

    /// <exception cref="Systems.AnswerFormatException">The answer does not have the shape.</exception>
    ModelReply Read(JsonElement answer, ModelRequest request);
}

/// <param name="Path">Below the system's base address.</param>
/// <param name="Body">JSON to post.</param>
internal sealed record ModelCall(string Path, JsonObject Body);

/// <summary>What one answer says; <paramref name="Tokens"/> is null where the provider does not tell.</summary>
internal sealed record ModelReply(string Text, string? FinishReason, ModelTokens? Tokens, double? LogLikelihood = null, bool IsGreedy = false);
