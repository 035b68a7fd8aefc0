using System.Text.Json;

namespace BenchHub.Evaluation.Tests.Metrics.Text;

/// <summary>What a script under <c>tests/reference</c> printed.</summary>
internal static class AnswerReference
{
    public static JsonElement Load(string name) => JsonElement.Parse(ReferenceFolder.Read(name));

    public static string Answer(this JsonElement item) => item.GetProperty("answer").GetString()!;

    public static string[] References(this JsonElement item) =>
        [.. item.GetProperty("references").EnumerateArray().Select(static reference => reference.GetString()!)];

    public static string Shown(this JsonElement item) => $"{item.GetProperty("answer")} | {item.GetProperty("references")}";
}
