namespace BenchHub.MockLlm.Tests;

internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(params string[] lines) => File.WriteAllLines(Path, lines);

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public void Dispose() => File.Delete(Path);
}
