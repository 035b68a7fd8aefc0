using BenchHub.Systems;
using Microsoft.Extensions.AI;

namespace BenchHub.Connectors.Models;

/// <summary>
/// A registered embedding model as the embedding generator of Microsoft.Extensions.AI, under the system's limits and the
/// hub's guard.
/// </summary>
public sealed class ModelEmbeddingGenerator(EmbeddingClient client, SystemSpec spec, IReadOnlyDictionary<string, string> secretHeaders)
    : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly EmbeddingGeneratorMetadata _metadata = spec is not { Model: { } model, Embedding: { } embedding }
        ? throw new ArgumentException("The system has no embedding model.", nameof(spec))
        : new(model.Provider.ToString().ToLowerInvariant(), Uri.TryCreate(spec.Url, UriKind.Absolute, out var url) ? url : null, embedding.Model, embedding.Dimensions);

    /// <inheritdoc/>
    /// <exception cref="Net.CallFailedException">A request got no usable answer.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var embedding = spec.Embedding! with { Model = options?.ModelId ?? spec.Embedding.Model, Dimensions = options?.Dimensions ?? spec.Embedding.Dimensions };
        var answer = await client.Embed(spec with { Embedding = embedding }, secretHeaders, [.. values], failed: null, cancellationToken);
        return new(answer.Vectors.Select(vector => new Embedding<float>(vector) { ModelId = embedding.Model }))
        {
            Usage = new() { InputTokenCount = answer.Tokens, TotalTokenCount = answer.Tokens },
        };
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <summary>Nothing: the connections belong to the process.</summary>
    public void Dispose()
    {
    }
}
