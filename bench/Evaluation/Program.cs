using BenchHub.Evaluation.Bench;

if (TrecFilesBench.RunsOnce(args))
{
    return 0;
}

(string Name, Action Run)[] benches =
[
    ("retrieval", static () => RetrievalBench.Run(queries: 50_000, documents: 100, judged: 20)),
    ("trec-files", static () => TrecFilesBench.Run(queries: 50_000, documents: 100, judged: 20)),
    ("statistics", static () => StatisticsBench.Run(systems: 10, items: 50_000)),
    ("answers", static () => AnswerBench.Run(pairs: 50_000, words: 24)),
    ("text", static () => TextBench.Run(pairs: 50_000)),
    ("analytics", static () => AnalyticsBench.Run(prompts: 50_000, systems: 200)),
];

if (args.Except(benches.Select(static bench => bench.Name)).FirstOrDefault() is { } unknown)
{
    Console.Error.WriteLine($"There is no bench '{unknown}'; there are {string.Join(", ", benches.Select(static bench => bench.Name))}.");
    return 1;
}

Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}");
foreach (var (_, run) in benches.Where(bench => args.Length == 0 || args.Contains(bench.Name)))
{
    run();
}

return 0;
