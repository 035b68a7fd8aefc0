using System.Runtime.CompilerServices;
using BenchHub.Systems;
using Microsoft.Extensions.AI;

namespace BenchHub.Connectors.Models;

/// <summary>
/// A registered model as the chat client of Microsoft.Extensions.AI, under the system's limits and the hub's guard. Texts
/// only: neither tools nor contents of other kinds.
/// </summary>
public sealed class ModelChatClient(ModelClient client, SystemSpec spec, IReadOnlyDictionary<string, string> secretHeaders) : IChatClient
{
    private readonly ChatClientMetadata _metadata = spec.Model is null ? throw new ArgumentException("The system is no language model.", nameof(spec)) : new(
        spec.Model.Provider.ToString().ToLowerInvariant(), Uri.TryCreate(spec.Url, UriKind.Absolute, out var url) ? url : null, spec.Model.Name);

    /// <inheritdoc/>
    /// <exception cref="Net.CallFailedException">No attempt gave a usable answer.</exception>
    /// <exception cref="NotSupportedException">The options or messages hold what is not text.</exception>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var answer = await client.Ask(ChatMapping.Spec(spec, options), secretHeaders, ChatMapping.Request(messages, options), failed: null, cancellationToken);
        return new(new ChatMessage(ChatRole.Assistant, answer.Text))
        {
            ModelId = options?.ModelId ?? spec.Model!.Name,
            FinishReason = ChatMapping.Finish(answer.FinishReason),
            Usage = ChatMapping.Usage(answer.Tokens),
        };
    }

    /// <summary>Always as a stream, whatever the registration says, and in one attempt. Usage comes last.</summary>
    /// <exception cref="Net.CallFailedException">The call failed, perhaps after some updates.</exception>
    /// <exception cref="NotSupportedException">The options or messages hold what is not text.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var asked = ChatMapping.Spec(spec, options);
        var request = ChatMapping.Request(messages, options);
        var assembly = new ReplyAssembly();
        await foreach (var (piece, elapsed) in client.Stream(asked, secretHeaders, request, cancellationToken))
        {
            assembly.Add(piece, elapsed);
            if (piece.Text.Length > 0)
            {
                yield return new(ChatRole.Assistant, piece.Text) { ModelId = asked.Model!.Name };
            }
        }

        var reply = assembly.ToExchanged(request).Reply;
        var tokens = TokenEstimate.Complete(reply.Tokens, asked.Model!, request, reply.Text);
        yield return new(ChatRole.Assistant, [new UsageContent(ChatMapping.Usage(tokens))])
        {
            ModelId = asked.Model!.Name,
            FinishReason = ChatMapping.Finish(reply.FinishReason),
        };
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <summary>Nothing: the connections belong to the process.</summary>
    public void Dispose()
    {
    }
}
