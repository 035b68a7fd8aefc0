using BenchHub.Evaluation.Metrics.Retrieval;
using BenchHub.Evaluation.Trec;

namespace BenchHub.Evaluation.Bench;

internal static class TrecFilesBench
{
    public static void Once(string folder)
    {
        var policy = new RetrievalPolicy { Name = "v9", Description = "", Mode = TrecMode.V9, Queries = QueryPolicy.JudgedAndAnswered, Metrics = [] };
        var qrels = File.ReadAllBytes(Path.Combine(folder, "qrels.txt"));
        var run = File.ReadAllBytes(Path.Combine(folder, "run.txt"));
        Console.WriteLine(TrecEvaluation.Measure(new("q", qrels), new("r", run), RetrievalBench.Metrics, policy, workers: 1).Values[0]);
    }

    public static void Run(string folder)
    {
        var policy = new RetrievalPolicy { Name = "v9", Description = "", Mode = TrecMode.V9, Queries = QueryPolicy.JudgedAndAnswered, Metrics = [] };
        var qrels = File.ReadAllBytes(Path.Combine(folder, "qrels.txt"));
        foreach (var name in new[] { "run.txt" })
        {
            var run = File.ReadAllBytes(Path.Combine(folder, name));
            foreach (var workers in new[] { 1, 2 })
            {
                TrecResult? result = null;
                for (var i = 0; i < (name == "run.txt" ? 8 : 2); i++)
                {
                    var cpu = System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime; var before = GC.GetTotalAllocatedBytes();
                    var t = Measured.Best(1, () => result = TrecEvaluation.Measure(new("q", qrels), new("r", run), RetrievalBench.Metrics, policy, workers: workers));
                    Console.WriteLine($"cpu {(System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds:F3} {name} {workers} {t.TotalSeconds:F3} alloc {(GC.GetTotalAllocatedBytes() - before) / 50000} map {result!.Values[0]}");
                }
            }
        }
        var t2 = Measured.Best(3, () => { _ = new BenchHub.Evaluation.Formats.QueryLines("r", File.ReadAllBytes(Path.Combine(folder, "run.txt"))); });
        Console.WriteLine($"read + cut {t2.TotalSeconds:F3}");
        var bytes = File.ReadAllBytes(Path.Combine(folder, "run.txt"));
        t2 = Measured.Best(3, () => { _ = new BenchHub.Evaluation.Formats.QueryLines("r", bytes); });
        Console.WriteLine($"cut {t2.TotalSeconds:F3}");
    }
}
