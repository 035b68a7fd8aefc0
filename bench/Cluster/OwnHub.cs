using System.Diagnostics;
using BenchHub.Cli.Serving;

namespace BenchHub.Cluster.Bench;

/// <summary>A hub as <c>benchhub serve</c> runs it: one process over SQLite.</summary>
internal sealed class OwnHub : IDisposable
{
    private readonly Process _process;
    private readonly Place _place;

    private OwnHub(Process process, Place place, string url) => (_process, _place, Url) = (process, place, url);

    public string Url { get; }

    public string Database => Path.Combine(_place.Folder.FullName, "benchhub.db");

    public static async Task<OwnHub> Start()
    {
        var (place, ports) = (new Place(), FreePorts.Take(2));
        var process = Process.Start(new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "benchhub"),
            ["serve", "--url", $"http://127.0.0.1:{ports[0]}", "--grpc-url", $"http://127.0.0.1:{ports[1]}", "--data", place.Folder.FullName, "--until-stdin-closes"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var line = await process.StandardOutput.ReadLineAsync();
        while (line?.Contains("listens on", StringComparison.Ordinal) == false)
        {
            line = await process.StandardOutput.ReadLineAsync();
        }

        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        return new(process, place, $"http://127.0.0.1:{ports[0]}");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(20)))
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        _place.Dispose();
    }
}
