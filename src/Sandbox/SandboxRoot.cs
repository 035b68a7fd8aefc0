using System.Text.Json.Serialization;

namespace BenchHub.Sandbox;

/// <summary>The few paths of this machine that an answer sees, read-only: the interpreter and its libraries. No /etc, /proc, /home.</summary>
internal sealed record SandboxRoot(
    [property: JsonPropertyName("binds")] IReadOnlyList<string> Binds,
    [property: JsonPropertyName("links")] IReadOnlyDictionary<string, string> Links)
{
    private static readonly string[] Folders = ["/bin", "/lib", "/lib32", "/lib64"];

    // The loader finds libraries outside its default folders, such as /usr/local/lib, only through its cache.
    private static readonly string[] Files = ["/etc/ld.so.cache", "/dev/null"];

    public static SandboxRoot For(string python)
    {
        var binds = new List<string> { "/usr" };
        var links = new Dictionary<string, string>();
        foreach (var path in Folders.Where(Directory.Exists))
        {
            if (new DirectoryInfo(path).LinkTarget is { } target)
            {
                links[path] = target;
            }
            else
            {
                binds.Add(path);
            }
        }

        binds.AddRange(Files.Where(File.Exists));
        var home = Path.GetDirectoryName(Path.GetDirectoryName(python));
        if (home is not (null or "/") && !home.StartsWith("/usr", StringComparison.Ordinal))
        {
            binds.Add(home);
        }

        return new SandboxRoot(binds, links);
    }
}
