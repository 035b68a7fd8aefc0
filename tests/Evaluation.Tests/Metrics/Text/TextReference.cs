using System.Text.Json;

namespace BenchHub.Evaluation.Tests.Metrics.Text;

/// <summary>The files that <c>tests/reference/sacrebleu_reference.py</c> wrote.</summary>
internal static class TextReference
{
    public static JsonElement Read(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, "tests/reference", name) is var path && File.Exists(path))
            {
                using var json = JsonDocument.Parse(File.ReadAllText(path));
                return json.RootElement.Clone();
            }
        }

        throw new FileNotFoundException($"tests/reference/{name} stands in no folder above the tests.");
    }

    /// <summary>A string, or a list of code points where there are halves of surrogate pairs among them.</summary>
    public static string Text(JsonElement spelled) => spelled.ValueKind == JsonValueKind.String
        ? spelled.GetString()!
        : string.Concat(spelled.EnumerateArray().Select(static point => Character(point.GetInt32())));

    /// <summary>Whether a code point lies in one of the ranges of a list of [first, last].</summary>
    public static bool[] Points(JsonElement ranges)
    {
        var inside = new bool[0x11_0000];
        foreach (var range in ranges.EnumerateArray())
        {
            Array.Fill(inside, true, range[0].GetInt32(), range[1].GetInt32() - range[0].GetInt32() + 1);
        }

        return inside;
    }

    public static string Character(int point) => point is >= 0xD800 and <= 0xDFFF ? ((char)point).ToString() : char.ConvertFromUtf32(point);
}
