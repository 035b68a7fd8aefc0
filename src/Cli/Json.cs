using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BenchHub.Cli;

internal static class Json
{
    // For people: indented, and Korean text as text.
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Show(JsonNode node) => Console.WriteLine(node.ToJsonString(Readable));
}
