using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace BenchHub.Connectors.Systems;

/// <summary>Bodies and paths with <c>{{query}}</c> and <c>{{top_k}}</c>.</summary>
internal static class RequestTemplate
{
    public const string Query = "{{query}}";
    public const string TopK = "{{top_k}}";
    public const string DefaultRetrieveBody = """{"query": {{query}}, "top_k": {{top_k}}}""";
    public const string DefaultAnswerBody = """{"query": {{query}}}""";
    public const string DefaultEmbedBody = """{"query": {{query}}}""";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <returns>UTF-8, with the query as a JSON string that brings its own quotes.</returns>
    public static byte[] Body(string template, string query, int topK) =>
        Encoding.UTF8.GetBytes(Fill(template, JsonSerializer.Serialize(query, Json), topK));

    public static string Path(string template, string query, int topK) => Fill(template, Uri.EscapeDataString(query), topK);

    /// <returns>Null, or a sentence that says what is wrong with a body template.</returns>
    public static string? Problem(string template)
    {
        if (!template.Contains(Query, StringComparison.Ordinal))
        {
            return $"The body does not hold {Query}, so every call would ask the same.";
        }

        try
        {
            using var parsed = JsonDocument.Parse(Fill(template, "\"q\"", 1));
            return null;
        }
        catch (JsonException wrong)
        {
            return $"The body is not JSON once {Query} is replaced by a quoted text and {TopK} by a number: {wrong.Message}";
        }
    }

    // One pass: a query that holds a placeholder itself is not filled in again.
    private static string Fill(string template, string query, int topK)
    {
        var filled = new StringBuilder(template.Length + query.Length);
        var rest = template.AsSpan();
        while (rest.IndexOf("{{", StringComparison.Ordinal) is >= 0 and var at)
        {
            filled.Append(rest[..at]);
            rest = rest[at..];
            var placeholder = rest.StartsWith(Query, StringComparison.Ordinal) ? Query
                : rest.StartsWith(TopK, StringComparison.Ordinal) ? TopK
                : null;
            filled.Append(placeholder switch { null => "{", Query => query, _ => $"{topK}" });
            rest = rest[(placeholder?.Length ?? 1)..];
        }

        return filled.Append(rest).ToString();
    }
}
