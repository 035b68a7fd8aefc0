using System.Text.Json;
using System.Text.Json.Serialization;

namespace BenchHub.Grains;

/// <summary>How grains write documents into projections, and how two commands are told apart.</summary>
internal static class StateJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // An undefined number is NaN in a document, which plain JSON has no word for.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Of<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>A word of an enumeration as it stands in documents.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => JsonSerializer.SerializeToElement(value, Options).GetString()!;

    /// <summary>Records that hold arrays compare them by reference; their text compares what they say.</summary>
    public static bool Same<T>(T a, T b) => Of(a) == Of(b);
}
