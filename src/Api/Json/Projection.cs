using System.Text.Json;
using System.Text.Json.Serialization;

namespace BenchHub.Api.Json;

/// <summary>Reads the documents that grains write beside the columns of their rows.</summary>
internal static class Projection
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static T Read<T>(string document) =>
        JsonSerializer.Deserialize<T>(document, Options) ?? throw new JsonException($"A stored {typeof(T).Name} is empty.");
}
