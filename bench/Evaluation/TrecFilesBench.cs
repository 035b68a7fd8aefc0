using System.Diagnostics;
using System.Globalization;
using BenchHub.Evaluation.Metrics.Retrieval;
using BenchHub.Evaluation.Trec;

namespace BenchHub.Evaluation.Bench;

/// <summary>
/// The same measures from a qrels and a run file, beside trec_eval 9 on the same files: BENCHHUB_TREC_EVAL names the program,
/// or it is on the PATH. Processor time is compared, which other programs disturb less than the clock.
/// </summary>
internal static class TrecFilesBench
{
    private const string Once = "trec-files-once";

    private static readonly string[] All =
        ["map", "ndcg", "recip_rank", "Rprec", "bpref", "success", "P", "recall", "map_cut", "ndcg_cut"];

    private static readonly RetrievalPolicy Policy = RetrievalPolicies.TrecEval9;

    public static void Run(int queries, int documents, int judged)
    {
        var folder = Directory.CreateTempSubdirectory("benchhub-bench-");
        try
        {
            var (qrels, run) = (Path.Combine(folder.FullName, "qrels.txt"), Path.Combine(folder.FullName, "run.txt"));
            Write(qrels, run, queries, documents, judged);
            Console.WriteLine($"\n{queries:N0} queries x {documents} documents, {judged} judged, {RetrievalBench.Metrics.Count} measures, from files of {(new FileInfo(qrels).Length + new FileInfo(run).Length) / 1_000_000:N0} MB; processor seconds");
            var touched = Cpu(5, () => Touch(File.ReadAllBytes(qrels), File.ReadAllBytes(run)));
            Measured.Print("limit: read the files, find their blanks and line ends", touched, queries, "queries", 0);
            var ours = Cpu(5, () => Measure(qrels, run, 1));
            Measured.Print("ours, one core", ours, queries, "queries", touched.TotalSeconds);
            var wall = Measured.Best(5, () => Measure(qrels, run, 1));
            var two = Measured.Best(5, () => Measure(qrels, run, Environment.ProcessorCount));
            Console.WriteLine($"  by the clock: one core {wall.TotalSeconds:F3} s, {Environment.ProcessorCount} cores {two.TotalSeconds:F3} s");
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            Measure(qrels, run, 1);
            Console.WriteLine($"  allocated per query beside the files and {RetrievalBench.Metrics.Count * 8} bytes of results: {((GC.GetTotalAllocatedBytes(precise: true) - allocated - new FileInfo(qrels).Length - new FileInfo(run).Length) / queries) - (RetrievalBench.Metrics.Count * 8)} bytes");
            var cold = Child([.. Ourselves(), Once, qrels, run]);
            Measured.Print("ours, one core, a new process with its start", cold ?? TimeSpan.Zero, queries, "queries", 0);

            var theirs = Environment.GetEnvironmentVariable("BENCHHUB_TREC_EVAL") ?? "trec_eval";
            if (Child([theirs, "-m", "official", qrels, run]) is { } official && Child([theirs, .. All.SelectMany(static m => new[] { "-m", m }), qrels, run]) is { } all)
            {
                Measured.Print("trec_eval, -m official", official, queries, "queries", 0);
                Measured.Print("trec_eval, the same measures", all, queries, "queries", 0);
                Console.WriteLine($"  ours is {all / ours:F1} times as fast, a new process {all / (cold ?? TimeSpan.MaxValue):F1} times");
            }
            else
            {
                Console.WriteLine("trec_eval is absent: it is not on the PATH and BENCHHUB_TREC_EVAL does not name it.");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The child that measures once.</summary>
    public static bool RunsOnce(string[] args)
    {
        if (args is not [Once, var qrels, var run])
        {
            return false;
        }

        Console.WriteLine(Measure(qrels, run, 1).Values[0]);
        return true;
    }

    private static TrecResult Measure(string qrels, string run, int workers) => TrecEvaluation.Measure(
        new(qrels, File.ReadAllBytes(qrels)), new(run, File.ReadAllBytes(run)), RetrievalBench.Metrics, Policy, workers: workers);

    private static void Touch(params byte[][] files)
    {
        var count = 0;
        foreach (var file in files)
        {
            var rest = file.AsSpan();
            count += rest.Count((byte)'\n') + rest.Count((byte)' ');
        }

        GC.KeepAlive(count);
    }

    // As systems write it: best document first, six decimals, ties in any order.
    private static void Write(string qrels, string run, int queries, int documents, int judged)
    {
        var random = new Random(1);
        using var judgements = new StreamWriter(qrels);
        using var answers = new StreamWriter(run);
        for (var query = 0; query < queries; query++)
        {
            var grades = RetrievalBench.Judged(random, judged);
            foreach (var (id, grade) in grades)
            {
                judgements.Write(string.Create(CultureInfo.InvariantCulture, $"q{query} 0 {id} {grade}\n"));
            }

            var rank = 0;
            foreach (var (id, score) in RetrievalBench.Answer(random, grades, documents).OrderByDescending(static document => document.Score))
            {
                answers.Write(string.Create(CultureInfo.InvariantCulture, $"q{query} Q0 {id} {++rank} {score:F6} run\n"));
            }
        }
    }

    private static TimeSpan Cpu(int runs, Action work) => Enumerable.Range(0, runs).Min(_ =>
    {
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        work();
        return Process.GetCurrentProcess().TotalProcessorTime - before;
    });

    private static string[] Ourselves() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet"
        ? [Environment.ProcessPath!, typeof(TrecFilesBench).Assembly.Location]
        : [Environment.ProcessPath!];

    // The shell knows what its children used; the first processor alone is theirs.
    private static TimeSpan? Child(string[] command)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", "TIMEFORMAT='%U %S'; time taskset -c 0 \"$@\" > /dev/null", "bench", .. command])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        })!;
        var seconds = shell.StandardError.ReadToEnd().Trim().Split('\n')[^1].Split(' ');
        shell.WaitForExit();
        return shell.ExitCode == 0 ? TimeSpan.FromSeconds(seconds.Sum(static text => double.Parse(text, CultureInfo.InvariantCulture))) : null;
    }
}
