using System.Diagnostics;
using System.Text.Json;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Text;

namespace BenchHub.Evaluation.Bench;

/// <summary>
/// Answers scored in a second on one core, beside the Python programs that print the same numbers where this machine has them:
/// Debian's python3 for the rules of SQuAD, and rouge_score in the folder $BENCHHUB_ROUGE_SCORE.
/// </summary>
internal static class AnswerBench
{
    private static readonly (string What, string[] Metrics)[] Sets =
    [
        ("ROUGE-1, 2, L", ["rouge1(stem=false)", "rouge2(stem=false)", "rouge_l(stem=false)"]),
        ("ROUGE-1, 2, L, stemmed", ["rouge1(stem=true)", "rouge2(stem=true)", "rouge_l(stem=true)"]),
        ("SQuAD exact match and F1", ["exact_match(norm=squad)", "token_f1(norm=squad)"]),
        ("ROUGE-Lsum", ["rouge_lsum(stem=false)"]),
        ("ROUGE-1, 2, L by Unicode words", ["rouge_ko_1", "rouge_ko_2", "rouge_ko_l"]),
        ("meteor_stem", ["meteor_stem"]),
        ("edit_similarity", ["edit_similarity"]),
        ("wer", ["wer"]),
        ("numeric_answer", ["numeric_answer"]),
        ("choice_letter", ["choice_letter"]),
    ];

    public static void Run(int pairs, int words)
    {
        Console.WriteLine($"\n{pairs:N0} pairs of about {words} words, one core");
        var texts = Texts(pairs, words);
        Measured.Print("limit: read every character once", Measured.Best(3, () => Touch(texts)), pairs, "pairs", 0);
        foreach (var (what, metrics) in Sets)
        {
            ITextScorer[] scorers = [.. metrics.Select(Scorer)];
            Measured.Print(what, Measured.Best(3, () => Score(scorers, texts)), pairs, "pairs", 0);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Score(scorers, texts);
            Console.WriteLine($"  allocated per pair: {(double)(GC.GetAllocatedBytesForCurrentThread() - before) / pairs:N1} bytes");
        }

        Peers(texts[..Math.Min(pairs, 3_000)]);
    }

    // Half of the words of an answer come from its reference, in order; words are drawn so that a few are frequent, as in English.
    private static (string Answer, string[] References)[] Texts(int pairs, int words)
    {
        var random = new Random(3);
        string[] syllables = ["ba", "con", "di", "er", "for", "ing", "ly", "ness", "ment", "ra", "al", "ed", "s", "tion", "y", "the"];
        string[] vocabulary = [.. Enumerable.Range(0, 2_000).Select(_ => string.Concat(random.GetItems(syllables, random.Next(1, 4))))];
        return [.. Enumerable.Range(0, pairs).Select(_ =>
        {
            string[] reference = [.. Enumerable.Range(0, random.Next(words / 2, words * 3 / 2)).Select(_ => Word())];
            return (Sentence(reference.Select(word => random.Next(2) == 0 ? word : Word())), new[] { Sentence(reference) });
        })];

        string Word() => vocabulary[(int)(vocabulary.Length * Math.Pow(random.NextDouble(), 3))];
        string Sentence(IEnumerable<string> found) => $"The {string.Join(' ', found)}.";
    }

    private static ITextScorer Scorer(string name)
    {
        var metric = MetricCatalog.Resolve(name);
        return ((ITextMeasure)metric.Measure).For(metric.Arguments);
    }

    private static void Touch((string Answer, string[] References)[] texts)
    {
        var sum = 0;
        foreach (var (answer, references) in texts)
        {
            foreach (var letter in answer)
            {
                sum += letter;
            }

            foreach (var letter in references[0])
            {
                sum += letter;
            }
        }

        GC.KeepAlive(sum);
    }

    private static void Score(ITextScorer[] scorers, (string Answer, string[] References)[] texts)
    {
        var sum = 0.0;
        foreach (var (answer, references) in texts)
        {
            foreach (var scorer in scorers)
            {
                sum += scorer.Score(answer, references);
            }
        }

        GC.KeepAlive(sum);
    }

    private static void Peers((string Answer, string[] References)[] texts)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "peers", "answers_peer.py");
        const string Python = "/usr/bin/python3";
        if (!File.Exists(Python) || !File.Exists(script))
        {
            Console.WriteLine($"peers are absent: no {Python} or no {script}");
            return;
        }

        var file = Path.GetTempFileName();
        File.WriteAllLines(file, texts.Select(static pair => JsonSerializer.Serialize(new[] { pair.Answer, pair.References[0] })));
        using var python = Process.Start(new ProcessStartInfo(Python, [script, file]) { UseShellExecute = false })!;
        python.WaitForExit();
        File.Delete(file);
    }
}
