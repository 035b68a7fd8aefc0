namespace BenchHub.Sandbox;

internal static class Interpreter
{
    private static readonly string[] Usual = ["/usr/bin/python3", "/usr/local/bin/python3"];

    /// <summary>The full path of the interpreter, links resolved.</summary>
    /// <exception cref="SandboxUnavailableException">There is none.</exception>
    public static string Find(string? chosen)
    {
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, "python3"));
        var found = chosen is not null ? [chosen] : Usual.Concat(onPath);
        var path = found.FirstOrDefault(File.Exists) ?? throw new SandboxUnavailableException(chosen is null
            ? "Running the code of answers needs Python 3.10 or later. Install it (`apt-get install python3`)."
            : $"There is no Python interpreter at {chosen}.");
        return new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
    }
}
