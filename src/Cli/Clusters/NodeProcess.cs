using System.Diagnostics;
using BenchHub.Cli.Hub;

namespace BenchHub.Cli.Clusters;

/// <summary>A process that outlives the command that started it. Its start time tells it from a later one with the same id.</summary>
/// <param name="Id">Of the process.</param>
/// <param name="Started">In clock ticks since the machine's start, as Linux counts.</param>
internal sealed record NodeProcess(int Id, long Started)
{
    private const int StartField = 21;

    public bool IsAlive => StartOf(Id) == Started;

    /// <summary>In a session of its own, so that Ctrl-C in this terminal does not reach it; what it prints goes to a log.</summary>
    public static NodeProcess Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string log)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true, UseShellExecute = false };
        string[] command = ["-c", "log=$1; shift; setsid \"$@\" </dev/null >>\"$log\" 2>&1 & echo $!", "sh", log, program, .. arguments];
        Array.ForEach(command, start.ArgumentList.Add);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var shell = Process.Start(start)!;
        var id = int.Parse(shell.StandardOutput.ReadLine()!);
        return new(id, StartOf(id) ?? throw new HubException($"{Path.GetFileName(program)} ended at once; its log is {log}."));
    }

    /// <summary>Does nothing where the process is gone.</summary>
    /// <param name="signal">Such as KILL, TERM, STOP or CONT.</param>
    public void Send(string signal)
    {
        if (IsAlive)
        {
            using var kill = Process.Start("/bin/kill", [$"-{signal}", $"{Id}"]);
            kill.WaitForExit();
        }
    }

    public async Task Ended(CancellationToken ct)
    {
        while (IsAlive)
        {
            await Task.Delay(20, ct);
        }
    }

    // A dead child of nobody who waits is a zombie (Z): it runs no more.
    private static long? StartOf(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] == "Z" ? null : long.Parse(fields[StartField - 2]);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
