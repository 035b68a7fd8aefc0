using System.Text.Json;
using System.Text.Unicode;

namespace BenchHub.Evaluation.Metrics.Text.Answers;

/// <summary>JSON as RFC 8259 has it: no comments, no trailing commas; at most 256 levels deep.</summary>
internal static class JsonText
{
    private const string Fence = "```";

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 256 };

    /// <returns>Null where the text is no JSON, which a lone surrogate makes it too. O(n).</returns>
    public static JsonElement? Parse(ReadOnlySpan<char> text)
    {
        var bytes = new byte[text.Length * 3];
        if (Utf8.FromUtf16(text, bytes, out _, out var length, replaceInvalidSequences: false) != System.Buffers.OperationStatus.Done)
        {
            return null;
        }

        try
        {
            return JsonDocument.Parse(bytes.AsMemory(0, length), Options).RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What stands within a Markdown code fence around the whole text; without one the text itself.</summary>
    public static ReadOnlySpan<char> Unfenced(ReadOnlySpan<char> text)
    {
        var trimmed = text.Trim();
        var line = trimmed.IndexOf('\n');
        return line >= 0 && trimmed.StartsWith(Fence, StringComparison.Ordinal) && trimmed[line..].EndsWith(Fence, StringComparison.Ordinal)
            ? trimmed[line..^Fence.Length]
            : text;
    }
}
