using System.Text.Json;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Tasks.Templates;

namespace BenchHub.Evaluation.Tasks;

/// <summary>Records as the values that templates work with.</summary>
internal static class RecordReader
{
    /// <exception cref="InvalidItemException">It is no JSON object, or one of its texts is not valid Unicode.</exception>
    public static Mapping Read(JsonElement record)
    {
        if (record.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidItemException("it must be a JSON object.");
        }

        try
        {
            return Mapping.OfObject(record);
        }
        catch (InvalidOperationException)
        {
            throw new InvalidItemException("one of its texts is not valid Unicode (half of a surrogate pair).");
        }
    }

    /// <summary>The field <c>choices</c>, for filters that look for choices in answers; empty where it is no list of texts.</summary>
    public static IReadOnlyList<string> Choices(Mapping record) =>
        record.TryGetValue("choices", out var value) && value is object?[] list && list.All(static item => item is string)
            ? [.. list.Cast<string>()]
            : [];

    /// <summary>The field <c>contexts</c>: texts, or mappings with a field <c>text</c>, as RAG services send them; what is neither is left out.</summary>
    public static IReadOnlyList<string> Contexts(Mapping record) => record.TryGetValue("contexts", out var value) && value is object?[] list
        ? [.. list.Select(static item => item is Mapping context && context.TryGetValue("text", out var text) ? text : item).OfType<string>()]
        : [];
}
