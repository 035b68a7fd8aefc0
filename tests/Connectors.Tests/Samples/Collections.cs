using BenchHub.SampleRag;

namespace BenchHub.Connectors.Tests.Samples;

internal static class Collections
{
    /// <summary>Three documents of 3, 2 and 1 words.</summary>
    public static readonly Corpus Tiny = new(
    [
        new("c", "", "Heat."),
        new("a", "Wing", "flow, wing"),
        new("b", "", "flow heat"),
    ]);
}

/// <summary>A folder that goes with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("benchhub-").FullName;

    public string Write(string name, params string[] lines)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllLines(path, lines);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
