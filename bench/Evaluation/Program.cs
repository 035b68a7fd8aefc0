using BenchHub.Evaluation.Bench;

Dictionary<string, Action> benches = new()
{
    ["retrieval"] = static () => RetrievalBench.Run(queries: 50_000, documents: 100, judged: 20),
    ["statistics"] = static () => StatisticsBench.Run(systems: 10, items: 50_000),
    ["text"] = static () => TextBench.Run(pairs: 50_000),
};
Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}");
foreach (var name in args.Length > 0 ? args : [.. benches.Keys])
{
    if (!benches.TryGetValue(name, out var bench))
    {
        Console.Error.WriteLine($"There is no bench '{name}'; there are {string.Join(", ", benches.Keys)}.");
        return 1;
    }

    bench();
}

return 0;
