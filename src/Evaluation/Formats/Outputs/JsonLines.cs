using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Unicode;

namespace BenchHub.Evaluation.Formats.Outputs;

/// <summary>JSON Lines of other tools: one object a line, one line in memory at a time.</summary>
internal static class JsonLines
{
    public static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1000 };

    /// <summary>Each object is valid until the next one is asked for.</summary>
    public static async IAsyncEnumerable<OutputFields> Read(OutputFile file, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var bytes = new ByteBlocks(file);
        for (var scanned = 0; !bytes.IsAtEnd || bytes.Held.Length > 0;)
        {
            var end = bytes.Held.Span[scanned..].IndexOf((byte)'\n');
            if (end < 0 && !bytes.IsAtEnd)
            {
                scanned = bytes.Held.Length;
                await bytes.More(cancellation).ConfigureAwait(false);
                continue;
            }

            var line = end < 0 ? bytes.Held : bytes.Held[..(scanned + end)];
            if (!line.Span.Trim(" \t\r"u8).IsEmpty)
            {
                using var json = Parse(bytes, line, isLast: end < 0);
                yield return new(file, bytes.Line, json.RootElement, "");
            }

            scanned = 0;
            bytes.Take(Math.Min(line.Length + 1, bytes.Held.Length));
        }
    }

    private static JsonDocument Parse(ByteBlocks bytes, Memory<byte> line, bool isLast)
    {
        if (!Utf8.IsValid(line.Span))
        {
            throw bytes.Fail("The text is not in UTF-8; save the file in UTF-8.");
        }

        new JsonRepair().Run(line.Span, isFinal: true);
        try
        {
            var json = JsonDocument.Parse(line, Deep);
            if (json.RootElement.ValueKind is JsonValueKind.Object)
            {
                return json;
            }

            json.Dispose();
            throw bytes.Fail("Expected a JSON object on each line.");
        }
        catch (JsonException broken)
        {
            throw bytes.Fail(line.Span.Trim(" \t\r"u8).SequenceEqual("{"u8) || line.Span.Trim(" \t\r"u8).SequenceEqual("["u8)
                ? "Expected a JSON object on each line, and this begins one of several lines." + (isLast ? "" : " Is it a whole JSON document, as inspect and promptfoo write?")
                : $"This is not valid JSON (near byte {broken.BytePositionInLine + 1}){(isLast ? "; the file may have been cut off" : "")}.");
        }
    }
}
