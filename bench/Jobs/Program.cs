using BenchHub.Jobs.Bench;

switch (args)
{
    case ["--service", var latency]:
        await SlowService.Run(TimeSpan.FromMilliseconds(double.Parse(latency)));
        return;
    case ["--model", var latency]:
        await MockModel.Run(latency);
        return;
}

var (wanted, short50) = (args.Length == 0 ? ["retrieval", "model", "cached", "promptfoo"] : args, TimeSpan.FromMilliseconds(50));
await using var hub = await BenchHubInProcess.Start();
if (wanted.Contains("retrieval"))
{
    Console.WriteLine("Warm-up, since the hub is a process that stays:");
    await Scenario.Run(hub, items: 320, short50, concurrency: 32);
    Console.WriteLine("\n3,200 queries, a service that answers in 50 ms, concurrency 32, first call to last commit:");
    await Scenario.Run(hub, items: 3_200, short50, concurrency: 32);
    Console.WriteLine("\n20,000 queries, a service that answers at once, concurrency 32:");
    await Scenario.Run(hub, items: 20_000, TimeSpan.Zero, concurrency: 32);
}

if (wanted.Contains("model"))
{
    Console.WriteLine("\nWarm-up of the model's path:");
    await new ModelScenario(hub, items: 320, concurrency: 32).Live(short50, times: 1);
    Console.WriteLine("\n3,200 questions, a model that answers in 50 ms, concurrency 32, first call to last commit:");
    await new ModelScenario(hub, items: 3_200, concurrency: 32).Live(short50, times: 3);
}

if (wanted.Contains("cached"))
{
    Console.WriteLine("\n10,000 questions whose answers stand in the cache; the bar is 20,000 items/s:");
    await new ModelScenario(hub, items: 10_000, concurrency: 32).Cached(times: 6);
}

if (wanted.Contains("comparisons"))
{
    Console.WriteLine("\n10 systems x 50,000 items from stored scores, over HTTP; the bar is 2 s for paired t, bootstrap and randomization with 1,000 resamples:");
    await ComparisonScenario.Run(systems: 10, items: 50_000);
    Console.WriteLine("\n200 systems x 1,000 items:");
    await ComparisonScenario.Run(systems: 200, items: 1_000);
}

if (wanted.Contains("analytics"))
{
    Console.WriteLine("\nA result of 50,000 prompts of 50 words; the first answer is that of a new process:");
    await AnalyticsScenario.Run(hub, prompts: 50_000);
}

if (wanted.Contains("promptfoo"))
{
    Console.WriteLine("\nThe same 3,200 questions, model and concurrency through promptfoo:");
    await new PromptfooScenario(items: 3_200, concurrency: 32).Run(short50);
}
