using System.Collections.Concurrent;
using System.Diagnostics;

namespace BenchHub.Cluster.Bench;

/// <summary>Requests at a fixed rate, whatever becomes of those before: a latency counts from the instant at which its request was due.</summary>
internal sealed class OpenLoop(HttpClient http, IReadOnlyList<string> paths)
{
    private readonly ConcurrentBag<(string Path, double Milliseconds)> _latencies = [];
    private readonly ConcurrentBag<string> _errors = [];

    public IReadOnlyCollection<string> Errors => _errors;

    public async Task Run(int perSecond, TimeSpan duration)
    {
        var open = new List<Task>();
        var clock = Stopwatch.StartNew();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        for (var sent = 0; clock.Elapsed < duration; await pace.WaitForNextTickAsync())
        {
            for (; sent < clock.Elapsed.TotalSeconds * perSecond; sent++)
            {
                open.Add(Ask(paths[sent % paths.Count], clock, TimeSpan.FromSeconds((double)sent / perSecond)));
            }
        }

        await Task.WhenAll(open);
    }

    public void Print(string what)
    {
        double[] all = [.. _latencies.Select(static one => one.Milliseconds).Order()];
        Console.WriteLine($"  {what}: {all.Length:N0} answers, p50 {At(all, 0.5):0.0} ms, p95 {At(all, 0.95):0.0} ms (bar 50), p99 {At(all, 0.99):0.0} ms, longest {all.LastOrDefault():0} ms; {_errors.Count} errors");
        foreach (var error in _errors.GroupBy(static error => error).OrderByDescending(static same => same.Count()).Take(5))
        {
            Console.WriteLine($"    {error.Count()} x {error.Key}");
        }
    }

    public void PrintEach()
    {
        foreach (var path in _latencies.GroupBy(static one => one.Path))
        {
            double[] all = [.. path.Select(static one => one.Milliseconds).Order()];
            Console.WriteLine($"    p50 {At(all, 0.5),7:0.0} ms  p95 {At(all, 0.95),7:0.0} ms  {path.Key}");
        }
    }

    private async Task Ask(string path, Stopwatch clock, TimeSpan due)
    {
        try
        {
            using var answer = await http.GetAsync(path);
            await answer.Content.CopyToAsync(Stream.Null);
            if (!answer.IsSuccessStatusCode)
            {
                _errors.Add($"{(int)answer.StatusCode} {path.Split('?')[0]}");
            }
        }
        catch (Exception failed) when (failed is HttpRequestException or OperationCanceledException)
        {
            _errors.Add(failed.Message);
        }

        _latencies.Add((path, (clock.Elapsed - due).TotalMilliseconds));
    }

    private static double At(double[] sorted, double quantile) => sorted.Length == 0 ? double.NaN : sorted[(int)Math.Ceiling(quantile * sorted.Length) - 1];
}
