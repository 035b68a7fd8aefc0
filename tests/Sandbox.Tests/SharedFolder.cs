namespace BenchHub.Sandbox.Tests;

/// <summary>The folder of reference outputs beside the repository, which a plain clone does not have.</summary>
internal static class SharedFolder
{
    public static string Find(string path)
    {
        var full = Candidates().Select(folder => Path.Combine(folder, path)).FirstOrDefault(Path.Exists);
        Assert.SkipWhen(full is null, $"Reference data is absent: no '{path}' in $BENCHHUB_SHARED or in a folder 'shared' above the tests.");
        return full!;
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("BENCHHUB_SHARED") is { Length: > 0 } named)
        {
            yield return named;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return Path.Combine(folder.FullName, "shared");
        }
    }
}
