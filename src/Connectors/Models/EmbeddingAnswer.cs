namespace BenchHub.Connectors.Models;

/// <summary>Vectors of texts.</summary>
/// <param name="Vectors">One per text, in their order, all of the same length, every number finite.</param>
/// <param name="Tokens">Of the texts.</param>
/// <param name="IsCounted">We estimated at least a part of the tokens, since the provider did not say.</param>
public sealed record EmbeddingAnswer(IReadOnlyList<float[]> Vectors, int Tokens, bool IsCounted);
