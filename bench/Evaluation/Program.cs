using BenchHub.Evaluation.Bench;

Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}");
Run("retrieval", static () => RetrievalBench.Run(queries: 50_000, documents: 100, judged: 20));
Run("statistics", static () => StatisticsBench.Run(systems: 10, items: 50_000));
Run("answers", static () => AnswerBench.Run(pairs: 50_000, words: 24));

// Without names all run.
void Run(string name, Action bench)
{
    if (args.Length == 0 || args.Contains(name))
    {
        bench();
    }
}
