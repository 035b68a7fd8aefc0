using System.Diagnostics;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Text;

namespace BenchHub.Evaluation.Bench;

/// <summary>Sentence pairs scored in a second on one core, beside sacreBLEU where BENCHHUB_SACREBLEU names its sources.</summary>
internal static class TextBench
{
    // Pairs per second of the peer on another machine, for one without it.
    private static readonly (string Metric, double Peer)[] Metrics =
        [("bleu", 4_500), ("bleu(tok=intl)", 0), ("chrf", 1_800), ("chrf(word=2)", 0), ("ter", 1_160), ("ter(normalized=true)", 0)];

    public static void Run(int pairs)
    {
        var (answers, references) = Sentences(pairs);
        Console.WriteLine($"\n{pairs:N0} sentence pairs, {answers.Average(static answer => answer.Count(' ') + 1):F1} words each, one core");
        var limit = Measured.Best(3, () => Touch(answers, references));
        Measured.Print("limit: read every character once", limit, pairs, "pairs", 0);
        var measured = PeerFigures(answers, references, pairs / 25);
        foreach (var (metric, elsewhere) in Metrics)
        {
            var scorer = new TextScorer(MetricSet.Parse([metric]));
            var time = Measured.Best(3, () => Score(scorer, answers, references));
            Measured.Print(metric, time, pairs, "pairs", limit.TotalSeconds);
            var (peer, where) = measured.TryGetValue(metric, out var here) ? (here, "measured now") : (elsewhere, "measured elsewhere");
            if (peer > 0)
            {
                Console.WriteLine($"    {pairs / time.TotalSeconds / peer:F0} times sacreBLEU ({peer:N0} pairs/s, {where})");
            }

            Console.WriteLine($"    {Allocated(scorer, answers, references) / (double)pairs:F2} bytes allocated per pair");
        }
    }

    // Most frequent words most often; the answer is the reference with a few words replaced, dropped, and a piece moved.
    private static (string[] Answers, string[][] References) Sentences(int pairs)
    {
        var random = new Random(4);
        string[] words = [.. Enumerable.Range(0, 5_000).Select(_ => string.Concat(Enumerable.Range(0, random.Next(2, 9)).Select(_ => (char)('a' + random.Next(26)))))];
        string Word() => words[(int)(words.Length * Math.Pow(random.NextDouble(), 3))] + (random.Next(10) == 0 ? "," : "");
        var answers = new string[pairs];
        var references = new string[pairs][];
        for (var i = 0; i < pairs; i++)
        {
            List<string> reference = [.. Enumerable.Range(0, random.Next(12, 29)).Select(_ => Word())];
            List<string> answer = [.. reference.Where(_ => random.Next(10) > 0).Select(word => random.Next(4) == 0 ? Word() : word)];
            var piece = answer.GetRange(answer.Count / 2, Math.Min(4, answer.Count / 2));
            answer.RemoveRange(answer.Count / 2, piece.Count);
            answer.InsertRange(random.Next(answer.Count), piece);
            answers[i] = string.Join(' ', answer) + ".";
            references[i] = [string.Join(' ', reference) + "."];
        }

        return (answers, references);
    }

    private static void Touch(string[] answers, string[][] references)
    {
        var sum = 0;
        for (var i = 0; i < answers.Length; i++)
        {
            foreach (var c in answers[i])
            {
                sum += c;
            }

            foreach (var c in references[i][0])
            {
                sum += c;
            }
        }

        GC.KeepAlive(sum);
    }

    private static void Score(TextScorer scorer, string[] answers, string[][] references)
    {
        var (scores, counts) = (new double[1], new double[scorer.Counts]);
        for (var i = 0; i < answers.Length; i++)
        {
            scorer.Score(answers[i], references[i], scores, counts);
        }
    }

    private static long Allocated(TextScorer scorer, string[] answers, string[][] references)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Score(scorer, answers, references);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static Dictionary<string, double> PeerFigures(string[] answers, string[][] references, int pairs)
    {
        if (Environment.GetEnvironmentVariable("BENCHHUB_SACREBLEU") is not { Length: > 0 } || Script() is not { } script)
        {
            Console.WriteLine("sacreBLEU: absent; BENCHHUB_SACREBLEU names no source tree of it (BENCHHUB_PYTHON: a python with its dependency regex)");
            return [];
        }

        var python = Environment.GetEnvironmentVariable("BENCHHUB_PYTHON") ?? "python3";
        using var peer = Process.Start(new ProcessStartInfo(python, [script, .. Metrics.Select(static metric => metric.Metric)])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        for (var i = 0; i < pairs; i++)
        {
            peer.StandardInput.WriteLine($"{answers[i]}\t{references[i][0]}");
        }

        peer.StandardInput.Close();
        var lines = peer.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        peer.WaitForExit();
        return lines.Select(static line => line.Split('\t')).ToDictionary(static row => row[0], static row => double.Parse(row[1]));
    }

    private static string? Script()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, "bench/Evaluation/peers/sacrebleu_speed.py") is var path && File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
