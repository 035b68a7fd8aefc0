using System.Diagnostics;

namespace BenchHub.Jobs.Bench;

/// <summary>This program again as a service, so that its work is not counted as ours; ends when it is disposed.</summary>
internal sealed class Served : IDisposable
{
    private readonly Process _process;

    private Served(Process process, string url) => (_process, Url) = (process, url);

    public string Url { get; }

    public static async Task<Served> Start(params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        return new(process, (await process.StandardOutput.ReadLineAsync())!);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
