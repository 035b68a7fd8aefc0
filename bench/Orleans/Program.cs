// Grain calls per second in one silo: so many concurrent loops of awaited calls from outside, for some seconds.
// dotnet run -c Release --project bench/Orleans [loops=100] [seconds=5]
using System.Diagnostics;
using System.Globalization;
using BenchHub.Orleans.Bench;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var loops = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100;
var seconds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;

var builder = Host.CreateApplicationBuilder();
builder.UseOrleans(silo => silo.UseLocalhostClustering());
using var host = builder.Build();
await host.StartAsync();
var grains = host.Services.GetRequiredService<IGrainFactory>();

await Measure(TimeSpan.FromSeconds(1)); // Warm-up: the just-in-time compiler.
var (calls, elapsed) = await Measure(TimeSpan.FromSeconds(seconds));
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{calls / elapsed.TotalSeconds:N0} calls/s ({loops} loops, {elapsed.TotalSeconds:F1} s, {Environment.ProcessorCount} processors)"));
await host.StopAsync();

async Task<(long Calls, TimeSpan Elapsed)> Measure(TimeSpan duration)
{
    var clock = Stopwatch.StartNew();
    var counts = await Task.WhenAll(Enumerable.Range(0, loops).Select(index => Task.Run(() => Loop(grains.GetGrain<INoopGrain>(index), clock, duration))));
    return (counts.Sum(), clock.Elapsed);
}

static async Task<long> Loop(INoopGrain grain, Stopwatch clock, TimeSpan duration)
{
    var calls = 0L;
    for (; clock.Elapsed < duration; calls++)
    {
        await grain.Run();
    }

    return calls;
}
