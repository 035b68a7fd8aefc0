using System.Text.Json;

namespace BenchHub.Evaluation.Tests.Metrics.Text;

/// <summary>What a script under <c>tests/reference</c> printed.</summary>
internal static class AnswerReference
{
    public static JsonElement Load(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, "tests", "reference", name) is var path && File.Exists(path))
            {
                using var file = File.OpenRead(path);
                return JsonDocument.Parse(file).RootElement;
            }
        }

        throw new FileNotFoundException($"tests/reference/{name} stands in no folder above the tests.");
    }

    public static string Answer(this JsonElement item) => item.GetProperty("answer").GetString()!;

    public static string[] References(this JsonElement item) =>
        [.. item.GetProperty("references").EnumerateArray().Select(static reference => reference.GetString()!)];

    public static string Shown(this JsonElement item) => $"{item.GetProperty("answer")} | {item.GetProperty("references")}";
}
