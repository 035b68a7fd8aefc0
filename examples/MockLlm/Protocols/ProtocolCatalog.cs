using System.Collections.Immutable;

namespace BenchHub.MockLlm;

/// <summary>Every way to ask the model.</summary>
internal static class ProtocolCatalog
{
    public static readonly ImmutableArray<IProtocol> All =
        [new ChatProtocol(), new CompletionProtocol(), new MessagesProtocol(), new EmbeddingProtocol()];

    /// <summary>Those that a batch may use.</summary>
    public static IProtocol? ForBatch(string path) => All.FirstOrDefault(protocol => protocol.Path == path && protocol is not MessagesProtocol);
}
