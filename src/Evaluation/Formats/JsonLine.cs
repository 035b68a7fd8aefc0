using System.Text.Encodings.Web;
using System.Text.Json;

namespace BenchHub.Evaluation.Formats;

/// <summary>Writes one JSON object on one line, with letters of every script as they are.</summary>
internal static class JsonLine
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(params ReadOnlySpan<KeyValuePair<string, string>> fields) =>
        JsonSerializer.Serialize(new Dictionary<string, string>(fields.ToArray()), Readable);
}
