using BenchHub.Evaluation.Bench;

Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}");
//RetrievalBench.Run(queries: 50_000, documents: 100, judged: 20);
StatisticsBench.Run(systems: 10, items: 50_000);
