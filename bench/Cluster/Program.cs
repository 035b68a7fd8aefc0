using BenchHub.Cluster.Bench;
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

(string Name, Func<Task> Run)[] scenarios =
[
    ("silos", SilosScenario.Run),
    ("tasks", TasksScenario.Run),
    ("items", ItemsScenario.Run),
    ("lists", ListsScenario.Run),
    ("http", HttpScenario.Run),
    ("errors", HttpScenario.RunWhileASiloDies),
];
foreach (var (name, run) in scenarios.Where(scenario => args.Length == 0 || args.Contains(scenario.Name)))
{
    Console.WriteLine($"\n{name}");
    await run();
}
