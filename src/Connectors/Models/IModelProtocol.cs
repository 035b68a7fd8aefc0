using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using BenchHub.Systems;

namespace BenchHub.Connectors.Models;

/// <summary>How one provider wants to be asked and how it answers. Pure.</summary>
internal interface IModelProtocol
{
    ModelProvider Provider { get; }

    /// <summary>Below the base address; answers a GET without asking the model.</summary>
    string ReachPath { get; }

    /// <summary>Go with every call.</summary>
    IReadOnlyDictionary<string, string> Headers => ImmutableDictionary<string, string>.Empty;

    /// <exception cref="NotSupportedException">The provider cannot do what is asked; the message says what.</exception>
    ModelCall Call(ModelSpec model, ModelRequest request);

    /// <exception cref="Systems.AnswerFormatException">The answer does not have the shape.</exception>
    ModelReply Read(JsonElement answer, ModelRequest request);

    /// <summary>What one event of a stream adds. Events that say nothing of interest give an empty reply.</summary>
    /// <exception cref="Systems.AnswerFormatException">The event does not have the shape.</exception>
    ModelReply ReadPiece(JsonElement data, ModelRequest request);
}

/// <param name="Path">Below the system's base address.</param>
/// <param name="Body">JSON to post.</param>
/// <param name="Streams">Whether the answer is asked for as events.</param>
internal sealed record ModelCall(string Path, JsonObject Body, bool Streams);
