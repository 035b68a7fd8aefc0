// Grain calls per second: so many concurrent loops of awaited calls from outside, for some seconds.
// dotnet run -c Release --project bench/Orleans -- [loops=100] [seconds=5]             one silo, called from its own process
// dotnet run -c Release --project bench/Orleans -- [loops=100] [seconds=5] CONNECTION  a silo in another process, over an empty
//                                                  PostgreSQL database (scripts/postgres run PORT) that the bench fills with our tables
using System.Diagnostics;
using System.Globalization;
using BenchHub.Orleans.Bench;
using Microsoft.Extensions.DependencyInjection;

if (args is ["silo", var database])
{
    await TwoProcesses.RunSilo(database);
    return;
}

var loops = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100;
var seconds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;

await using var caller = args.Length > 2 ? await TwoProcesses.Start(args[2]) : await OneProcess.Start();
var grains = caller.Services.GetRequiredService<IGrainFactory>();

await Measure(TimeSpan.FromSeconds(2)); // Warm-up: the just-in-time compiler.
var (calls, elapsed) = await Measure(TimeSpan.FromSeconds(seconds));
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{calls / elapsed.TotalSeconds:N0} calls/s ({(args.Length > 2 ? "two processes" : "one process")}, {loops} loops, {elapsed.TotalSeconds:F1} s, {Environment.ProcessorCount} processors)"));

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
