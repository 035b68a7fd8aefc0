using System.Diagnostics;
using BenchHub.Sandbox;
using BenchHub.Sandbox.Bench;

const int Rounds = 5;
var (name, problems) = Problems.Load();
Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {problems.Count} x {name}, {Environment.ProcessorCount} at a time");

// What most harnesses do: a new interpreter per answer, program and test in one script, nothing contained.
var fresh = await Measure(async trial =>
{
    using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", $"{trial.Program}\n{trial.Test}"]))!;
    await process.WaitForExitAsync();
    return process.ExitCode == 0;
});
Console.WriteLine($"new interpreter per answer, not contained: {fresh:0} problems/s");

foreach (var containment in new[] { Containment.Bubblewrap, Containment.Unshare })
{
    await using var sandbox = await CodeSandbox.StartAsync(new() { Containments = [containment] }, CancellationToken.None);
    var rate = await Measure(async trial =>
        (await sandbox.RunAsync(trial, CancellationToken.None)).Outcome == CodeOutcome.Passed);
    Console.WriteLine(
        $"sandbox by {sandbox.Containment}, Python {sandbox.Python}: {rate:0} problems/s, {rate / fresh:0.0} x the above (bar: 20 problems/s)");
}

async Task<double> Measure(Func<CodeTrial, Task<bool>> run)
{
    var rates = new List<double>();
    for (var round = 0; round <= Rounds; round++)
    {
        var passed = 0;
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(problems, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (trial, _) =>
        {
            if (await run(trial))
            {
                Interlocked.Increment(ref passed);
            }
        });
        if (passed != problems.Count)
        {
            throw new InvalidOperationException($"{problems.Count - passed} of {problems.Count} canonical solutions failed.");
        }

        // The first round warms up.
        if (round > 0)
        {
            rates.Add(problems.Count / watch.Elapsed.TotalSeconds);
        }
    }

    rates.Sort();
    return rates[rates.Count / 2];
}
