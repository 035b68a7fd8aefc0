using BenchHub.Jobs.Bench;

if (args is ["service", var latency])
{
    await SlowService.Run(TimeSpan.FromMilliseconds(double.Parse(latency)));
    return;
}

await using var hub = await BenchHubInProcess.Start();
Console.WriteLine("Warm-up, since the hub is a process that stays:");
await Scenario.Run(hub, items: 320, latency: TimeSpan.FromMilliseconds(50), concurrency: 32);
Console.WriteLine();
Console.WriteLine("3,200 queries, a service that answers in 50 ms, concurrency 32, first call to last commit:");
await Scenario.Run(hub, items: 3_200, latency: TimeSpan.FromMilliseconds(50), concurrency: 32);
Console.WriteLine();
Console.WriteLine("20,000 queries, a service that answers at once, concurrency 32:");
await Scenario.Run(hub, items: 20_000, latency: TimeSpan.Zero, concurrency: 32);
