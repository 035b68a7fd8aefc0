namespace BenchHub.Evaluation.Tests;

/// <summary><c>tests/reference</c>: scripts that derive values, and what they printed.</summary>
internal static class ReferenceFolder
{
    /// <inheritdoc cref="Find"/>
    public static string Read(string name) => File.ReadAllText(Find(name));

    /// <exception cref="FileNotFoundException">It stands in no folder above the tests.</exception>
    public static string Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, "tests/reference", name) is var path && File.Exists(path))
            {
                return path;
            }
        }

        throw new FileNotFoundException($"tests/reference/{name} stands in no folder above the tests.");
    }
}
