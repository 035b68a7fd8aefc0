using System.Diagnostics;

namespace BenchHub.Cli.Quickstart;

/// <summary>The processes of a quickstart; all end with it, unless they are to be kept.</summary>
internal sealed class ChildProcesses(bool keep, DirectoryInfo folder) : IAsyncDisposable
{
    private readonly List<Process> _all = [];

    public Process Start(string name, string[] arguments)
    {
        var log = Path.Combine(folder.FullName, $"{name}.log");
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = !keep };

        // The shell only opens the log and becomes the program: the pid is the program's.
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("log=$1; shift; exec \"$@\" >>\"$log\" 2>&1");
        foreach (var argument in (string[])["sh", log, .. Self(), .. arguments, .. keep ? [] : new[] { "--until-stdin-closes" }])
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        _all.Add(process);
        return process;
    }

    /// <summary>What the log of a process that ended by itself says last; null while all that should run do.</summary>
    public string? Casualty() => _all.LastOrDefault() is { HasExited: true } dead
        ? $"A process ended with exit code {dead.ExitCode}; its log stands in {folder.FullName}."
        : null;

    public async ValueTask DisposeAsync()
    {
        if (keep)
        {
            return;
        }

        foreach (var process in _all.Where(static process => !process.HasExited))
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        folder.Delete(recursive: true);
    }

    private static string[] Self() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
        ? [Environment.ProcessPath!, Path.Combine(AppContext.BaseDirectory, "benchhub.dll")]
        : [Environment.ProcessPath!];
}
