using System.Text.Json;
using System.Text.Json.Serialization;

namespace BenchHub.Api.Json;

/// <summary>Reads the documents that grains write beside the columns of their rows.</summary>
internal static class Projection
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // An undefined number is NaN in a document, which plain JSON has no word for.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static T Read<T>(string document) =>
        JsonSerializer.Deserialize<T>(document, Options) ?? throw new JsonException($"A stored {typeof(T).Name} is empty.");
}
