using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace BenchHub.SampleRag;

/// <summary>Hits as JSON, in the shape that the service was asked for.</summary>
internal static class AnswerWriter
{
    // Hangul stays Hangul instead of \uXXXX, which would double the size of a Korean answer.
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static void Write(Utf8JsonWriter json, AnswerShape shape, IReadOnlyList<Hit> hits)
    {
        switch (shape)
        {
            case AnswerShape.List:
                WriteHits(json, hits, WriteFlat);
                break;
            case AnswerShape.Nested:
                json.WriteStartObject();
                json.WriteStartObject("data");
                json.WritePropertyName("hits");
                WriteHits(json, hits, WriteNested);
                json.WriteEndObject();
                json.WriteEndObject();
                break;
            default:
                json.WriteStartObject();
                json.WritePropertyName("results");
                WriteHits(json, hits, WriteFlat);
                json.WriteEndObject();
                break;
        }
    }

    /// <summary>An answer in words, with the documents it was found in as <c>contexts</c>.</summary>
    public static void Write(Utf8JsonWriter json, string answer, IReadOnlyList<Hit> hits)
    {
        json.WriteStartObject();
        json.WriteString("answer", answer);
        json.WritePropertyName("contexts");
        WriteHits(json, hits, WriteFlat);
        json.WriteEndObject();
    }

    private static void WriteHits(Utf8JsonWriter json, IReadOnlyList<Hit> hits, Action<Utf8JsonWriter, Hit> write)
    {
        json.WriteStartArray();
        foreach (var hit in hits)
        {
            json.WriteStartObject();
            write(json, hit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFlat(Utf8JsonWriter json, Hit hit)
    {
        json.WriteString("id", hit.Document.Id);
        json.WriteNumber("score", hit.Score);
        json.WriteString("text", hit.Document.Text);
    }

    private static void WriteNested(Utf8JsonWriter json, Hit hit)
    {
        json.WriteStartObject("document");
        json.WriteString("id", hit.Document.Id);
        json.WriteEndObject();
        json.WriteStartObject("relevance");
        json.WriteNumber("score", hit.Score);
        json.WriteEndObject();
        json.WriteString("passage", hit.Document.Text);
    }
}
