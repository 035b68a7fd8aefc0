using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using BenchHub.Orleans.Silo;

namespace BenchHub.Orleans.Tests.Clustering;

/// <summary>A silo in a process of its own, which ends with the test however that ends.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = new();

    private SiloProcess(string connection, string cluster, int siloPort, int gatewayPort)
    {
        SiloPort = siloPort;
        _process = Process.Start(new ProcessStartInfo("dotnet", [typeof(IVisitGrain).Assembly.Location, connection, cluster, $"{siloPort}", $"{gatewayPort}"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.ErrorDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public int SiloPort { get; }

    public int ExitCode => _process.ExitCode;

    public string Log => string.Join('\n', _log);

    public static async Task<SiloProcess> Start(string connection, string cluster, int? siloPort = null)
    {
        var silo = new SiloProcess(connection, cluster, siloPort ?? FreePort(), FreePort());
        await silo.Expect("ready");
        return silo;
    }

    /// <summary>Ends it at once, as SIGKILL does.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await Exited();
    }

    public void Pause() => Signal("STOP");

    public void Resume() => Signal("CONT");

    public async Task Stop()
    {
        _process.StandardInput.Close();
        await Expect("stopped");
        await Exited();
    }

    public Task Exited() => _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Deadline);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task Expect(string word)
    {
        string? line;
        try
        {
            line = await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Deadline);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"The silo did not say \"{word}\" within {Deadline}:\n{Log}", late);
        }

        Assert.True(line == word, $"The silo said \"{line}\" instead of \"{word}\":\n{Log}");
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{Id}"]);
        kill.WaitForExit();
    }
}
