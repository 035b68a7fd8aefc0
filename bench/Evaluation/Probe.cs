using BenchHub.Evaluation.Formats;
using BenchHub.Evaluation.Metrics.Retrieval;

namespace BenchHub.Evaluation.Bench;

internal static class Probe
{
    public static void Run(string folder)
    {
        var q = new QueryLines("q", File.ReadAllBytes(Path.Combine(folder, "qrels.txt")));
        var bytes = File.ReadAllBytes(Path.Combine(folder, "run.txt"));
        var r = new QueryLines("r", bytes);
        var rows = new TrecRows();
        var table = new IdTable();
        var order = new RankOrder();
        var ranked = new RankedQuery();
        var grades = new JudgedGrades();
        var scorer = new RetrievalScorer(RetrievalBench.Metrics, TrecMode.V9);
        var scores = new double[64];
        Cpu("cut", () => _ = new QueryLines("r", bytes));
        Cpu("separators", () => { var s = new Separators<BlanksAndLineEnds>(bytes); while (s.Next() < bytes.Length) { } });
        Cpu("columns", () => { var s = new TrecColumns(bytes, 0); while (s.NextLine(out _)) { } });
        Cpu("qrels rows", () => { for (var i = 0; i < q.Count; i++) { rows.ReadJudgements(q, i); } });
        Cpu("run rows", () => { for (var i = 0; i < r.Count; i++) { rows.ReadAnswer(r, i); } });
        Cpu("+ table", () => { for (var i = 0; i < r.Count; i++) { rows.ReadAnswer(r, i); table.Fill(new TrecDocuments(r.Text, rows.Rows)); } });
        Cpu("+ order", () => { for (var i = 0; i < r.Count; i++) { rows.ReadAnswer(r, i); table.Fill(new TrecDocuments(r.Text, rows.Rows)); order.Sort(new TrecDocuments(r.Text, rows.Rows), true); } });
        var w = new Trec.QueryWorker(q, r, scorer, false);
        Cpu("read both", () => { for (var i = 0; i < r.Count; i++) { w.ReadAnswer(i); w.ReadJudgements(i); } });
        Cpu("+ measure", () => { for (var i = 0; i < r.Count; i++) { w.ReadAnswer(i); w.ReadJudgements(i); w.Measure(true); } });
        Cpu("summarize", () => { for (var i = 0; i < r.Count; i++) { var g = grades.Reset(20); for (var j = 0; j < 20; j++) { g[j] = (j * 7 + i) & 3; } grades.Summarize(); } });
        Cpu("rank", () => { for (var i = 0; i < r.Count; i++) { w.Measure(true); } });
        Cpu("measures only", () => { for (var i = 0; i < r.Count; i++) { scorer.Score(w.Query, scores); } });
    }

    private static void Cpu(string what, Action work)
    {
        var best = double.MaxValue;
        for (var i = 0; i < 8; i++)
        {
            var before = System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime;
            work();
            best = Math.Min(best, (System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds);
        }
        Console.WriteLine($"{what,-20} {best:F0} ms");
    }
}
