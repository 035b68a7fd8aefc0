using System.Collections.Immutable;
using System.Text.Json;
using BenchHub.Connectors;
using BenchHub.Systems;

namespace BenchHub.Grains.Systems;

internal static class SealedHeaders
{
    extension(SecretSealer sealer)
    {
        /// <summary>The secret headers of a system; empty when it has none.</summary>
        public ImmutableSortedDictionary<string, string> OpenHeaders(string? sealedSecrets, SystemId id) => sealedSecrets is null
            ? ImmutableSortedDictionary<string, string>.Empty
            : JsonSerializer.Deserialize<ImmutableSortedDictionary<string, string>>(sealer.Open(sealedSecrets, id.Value), StateJson.Options)!;
    }
}
