using System.Diagnostics;
using System.Globalization;
using BenchHub.Cli.Serving;

namespace BenchHub.Cluster.Bench;

/// <summary>A Redis, a Celery worker with two processes and a client, all of them our children.</summary>
internal static class CeleryPeer
{
    // Debian's, for which its package of Celery is.
    private const string Python = "/usr/bin/python3";
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(3);

    /// <returns>Tasks per second, the best of three; null where one of them is not installed or does not work.</returns>
    public static async Task<double?> Run(int tasks)
    {
        using var place = new Place();
        var port = FreePorts.Take(1)[0];
        using var redis = Start("redis-server", port, place, "--port", $"{port}", "--bind", "127.0.0.1", "--dir", place.Folder.FullName);
        using var worker = redis is null ? null : Start(Python, port, place, "-m", "celery", "-A", "celery_bench", "worker", "-c", "2", "-l", "ERROR");
        using var client = worker is null ? null : Start(Python, port, place, "celery_bench.py", $"{tasks}");
        if (client is null)
        {
            return null;
        }

        using var late = new CancellationTokenSource(Most);
        var rates = new List<double>();
        try
        {
            while (await client.StandardOutput.ReadLineAsync(late.Token) is { } line)
            {
                rates.Add(double.Parse(line, CultureInfo.InvariantCulture));
            }
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine($"  Celery did not end within {Most.TotalMinutes:0} minutes.");
        }

        foreach (var process in new[] { client, worker!, redis! }.Where(static process => !process.HasExited))
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        return rates.Count > 0 ? rates.Max() : null;
    }

    private static Process? Start(string program, int port, Place place, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["BENCH_REDIS"] = $"redis://127.0.0.1:{port}/0";
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["HOME"] = place.Folder.FullName;
        try
        {
            var process = Process.Start(start)!;
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            if (!arguments.Contains("celery_bench.py"))
            {
                process.OutputDataReceived += static (_, _) => { };
                process.BeginOutputReadLine();
            }

            return process;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // it is not installed
        }
    }
}
