using System.IO.Compression;
using System.Text.Json;

namespace BenchHub.Sandbox.Bench;

/// <summary>HumanEval with its canonical solutions where it lies in a folder "shared" above or in $BENCHHUB_SHARED, else 164 of our own.</summary>
internal static class Problems
{
    public static (string Name, IReadOnlyList<CodeTrial> Trials) Load()
    {
        const string path = "data/humaneval/HumanEval.jsonl.gz";
        var folders = new List<string?> { Environment.GetEnvironmentVariable("BENCHHUB_SHARED") };
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            folders.Add(Path.Combine(folder.FullName, "shared"));
        }

        var found = folders.OfType<string>().Select(folder => Path.Combine(folder, path)).FirstOrDefault(File.Exists);
        return found is null ? ("our own problems", [.. Enumerable.Range(0, 164).Select(Own)]) : ("HumanEval", Read(found));
    }

    private static List<CodeTrial> Read(string path)
    {
        using var lines = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        return [.. lines.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            var record = JsonElement.Parse(line);
            return Trial(Text(record, "prompt"), Text(record, "canonical_solution"), Text(record, "entry_point"), Text(record, "test"));
        })];
    }

    private static CodeTrial Own(int n) => Trial(
        $"def add(x):\n    \"\"\" Adds {n}. \"\"\"\n", $"    return x + {n}\n", "add",
        $"def check(candidate):\n    for x in range(10):\n        assert candidate(x) == x + {n}\n");

    private static CodeTrial Trial(string given, string completion, string entryPoint, string test) =>
        CodeTrial.Completing(given, completion, entryPoint, $"{test}\ncheck({entryPoint})\n");

    private static string Text(JsonElement record, string field) => record.GetProperty(field).GetString()!;
}
