using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace BenchHub.Api.Json;

/// <summary>How the API writes and reads JSON: camelCase, words in lower case, letters of every script as they are.</summary>
internal static class ApiJson
{
    public static readonly JsonSerializerOptions Options = Configure(new(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
        options.Converters.Add(new JsonStringEnumConverter(LowerCase.Policy, allowIntegerValues: false));
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(RequestBodies.Modify);
        return options;
    }

    private sealed class LowerCase : JsonNamingPolicy
    {
        public static readonly LowerCase Policy = new();

        public override string ConvertName(string name) => name.ToLowerInvariant();
    }
}
