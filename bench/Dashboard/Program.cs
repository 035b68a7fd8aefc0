using BenchHub.Dashboard.Bench;
using BenchHub.Jobs.Bench;

if (args is ["--service", var latency])
{
    await SlowService.Run(TimeSpan.FromMilliseconds(double.Parse(latency)));
    return;
}

if (Browser.Program is null)
{
    Console.WriteLine("  No Chromium: scripts/test-tools installs it, or $CHROMIUM names one.");
    return;
}

await using var browser = await Browser.Start();
(string Name, Func<Browser, Task> Run)[] scenarios = [("live", LiveScenario.Run), ("first", FirstViewScenario.Run), ("items", ItemsScenario.Run)];
foreach (var (name, run) in scenarios.Where(scenario => args.Length == 0 || args.Contains(scenario.Name)))
{
    Console.WriteLine($"\n{name} (load average {(await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0]})");
    await run(browser);
}
