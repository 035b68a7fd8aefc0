using System.Diagnostics;
using System.Text.Json.Nodes;
using BenchHub.Cli.Hub;
using BenchHub.Cli.Jobs;
using BenchHub.Cli.Serving;

namespace BenchHub.Cli.Quickstart;

/// <summary>A hub that the quickstart starts, kills with SIGKILL in the middle of its job, and starts again.</summary>
internal sealed class OwnHub : IStage, IDisposable
{
    private const double KilledAt = 0.4;

    private readonly ChildProcesses _processes;
    private readonly string[] _serve;
    private Process _process;

    public OwnHub(ChildProcesses processes, DirectoryInfo folder)
    {
        var ports = FreePorts.Take(2);
        var url = $"http://127.0.0.1:{ports[0]}";
        (Data, Hub) = (Path.Combine(folder.FullName, "hub"), new(url, apiKey: null));
        _serve = ["serve", "--url", url, "--grpc-url", $"http://127.0.0.1:{ports[1]}", "--data", Data];
        _processes = processes;
        _process = processes.Start("hub", _serve);
    }

    public HubClient Hub { get; }

    public string Suffix => "";

    public string? Data { get; }

    public Task Ready(CancellationToken ct) => Readiness.Of(Hub.Address + "/health/ready", _processes, ct);

    public async Task<JsonObject?> Disturb(string job, CancellationToken ct)
    {
        var before = await JobProgress.Reach(Hub, job, KilledAt, ct);
        _process.Kill();
        await _process.WaitForExitAsync(ct);
        QuickstartRun.Note($"Killed the hub (SIGKILL) at {before["itemsDone"]} of {before["itemsTotal"]} items; starting it again");

        var clock = Stopwatch.StartNew();
        _process = _processes.Start("hub", _serve);
        await Ready(ct);
        var resumed = await JobProgress.Reach(Hub, job, share: 0, ct);
        QuickstartRun.Note($"The job went on from {resumed["itemsDone"]} items, {clock.Elapsed.TotalSeconds:0.0} s after the kill");
        return new()
        {
            ["killedAtItem"] = before["itemsDone"]!.DeepClone(),
            ["resumedAtItem"] = resumed["itemsDone"]!.DeepClone(),
            ["secondsToResume"] = clock.Elapsed.TotalSeconds,
        };
    }

    public void Dispose() => Hub.Dispose();
}
