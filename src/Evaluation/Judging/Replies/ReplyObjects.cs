using System.Text;
using System.Text.Json;

namespace BenchHub.Evaluation.Judging.Replies;

/// <summary>Finds the JSON object with the verdict in what a model says; prose and code fences around it do not matter.</summary>
internal static class ReplyObjects
{
    /// <summary>Characters of a reply; ten times what a verdict of many statements takes.</summary>
    public const int LongestReply = 1 << 18;

    // Text in braces that is no JSON ends at once; without a bound a reply of braces alone could still take long.
    private const int MostTries = 1_000;

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 64 };

    /// <summary>The object that has <paramref name="field"/>. Several that say the same there are one.</summary>
    public static Reading<JsonElement> Find(string reply, string field)
    {
        if (reply.Length > LongestReply)
        {
            return new Defect(Malformation.TooLong, $"The reply is longer than {LongestReply} characters.");
        }

        var said = Said(reply);
        if (said.IsWhiteSpace())
        {
            return new Defect(Malformation.Empty, "The reply is empty.");
        }

        var objects = Objects(said);
        JsonElement[] verdicts = [.. objects.Where(found => Fields(found, field).Any())];
        JsonElement[] values = [.. verdicts.SelectMany(found => Fields(found, field))];
        return objects.Count == 0 ? new Defect(Malformation.NoJson, "The reply has no JSON object.")
            : verdicts.Length == 0 ? new Defect(Malformation.MissingField, $"The JSON object has no field \"{field}\".")
            : values.Skip(1).Any(value => !JsonElement.DeepEquals(value, values[0])) ? new Defect(Malformation.Contradictory, $"The reply gives several values of \"{field}\" that differ.")
            : verdicts[^1];
    }

    public static JsonElement? Field(this JsonElement found, string name) => Fields(found, name).Select(static value => (JsonElement?)value).FirstOrDefault();

    private static IEnumerable<JsonElement> Fields(JsonElement found, string name) =>
        found.EnumerateObject().Where(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase)).Select(static field => field.Value);

    // Models that think aloud may try verdicts there that they do not give.
    private static ReadOnlySpan<char> Said(string reply)
    {
        var thought = reply.LastIndexOf("</think>", StringComparison.Ordinal);
        return thought < 0 ? reply : reply.AsSpan(thought + "</think>".Length);
    }

    private static List<JsonElement> Objects(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var rest = bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes));
        var found = new List<JsonElement>();
        for (var tries = 0; tries < MostTries && rest.IndexOf((byte)'{') is >= 0 and var open; tries++)
        {
            rest = rest[open..];
            rest = rest[Take(rest, found)..];
        }

        return found;
    }

    // How far the object goes; past its brace where it is none.
    private static int Take(ReadOnlySpan<byte> text, List<JsonElement> found)
    {
        var reader = new Utf8JsonReader(text, Strict);
        try
        {
            var value = JsonElement.ParseValue(ref reader);
            _ = value.EnumerateObject().Sum(static field => field.Name.Length);
            found.Add(value);
            return (int)reader.BytesConsumed;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return 1;
        }
    }
}
