using BenchHub.Evaluation.Analytics;
using BenchHub.Evaluation.Statistics.Power;

namespace BenchHub.Evaluation.Bench;

/// <summary>What a page of analytics waits for: failing phrases and slices of 50,000 prompts, and the power plans of 200 systems.</summary>
internal static class AnalyticsBench
{
    private const int Words = 50;
    private const int Vocabulary = 30_000;

    public static void Run(int prompts, int systems)
    {
        var (texts, failed) = Prompts(prompts);
        var characters = texts.Sum(static text => (double)text.Length);
        Console.WriteLine($"\n{prompts:N0} prompts of {Words} words, {characters / 1e6:F1} million characters, {failed.Count(static one => one):N0} failed; processor time");
        var limit = Measured.Processor(9, () => Touch(texts)).TotalSeconds;
        Print("limit: read every character once", limit, () => Touch(texts));
        Print("words of all prompts", limit, () => Array.ForEach(texts, static text => WordTokens.Of(text)));
        Print("failing phrases", limit, () => FailurePatterns.Find(texts, failed));
        Print("shared beginnings and ends", limit, () => SharedParts.Without(texts));
        Print("writing systems", limit, () => Array.ForEach(texts, static text => TextScript.Of(text)));
        Print("slices by length, tested", limit, () => SliceTable.Of(SliceLabels.ByNumber([.. texts.Select(static text => (double)text.EnumerateRunes().Count())]), Scores(failed)));
        Plans(systems);

        void Print(string what, double atBest, Action work) => Measured.Print(what, Measured.Processor(5, work), characters, "characters", atBest);
    }

    // As after a comparison of many systems with the strictest level of Holm's correction; deviations differ from pair to pair.
    private static void Plans(int systems)
    {
        const int items = 1_000;
        var pairs = systems * (systems - 1) / 2;
        var random = new Random(7);
        double[] deviations = [.. Enumerable.Range(0, pairs).Select(_ => 0.2 + (0.3 * random.NextDouble()))];
        var settings = new PowerSettings { Alpha = 0.05 / pairs };
        Measured.Print($"power plans of {systems} systems, {pairs:N0} pairs", Measured.Processor(3, () =>
        {
            var design = new PairedDesign(items, settings);
            foreach (var deviation in deviations)
            {
                PairPlan.Of(0.01, deviation, 0.01, design);
            }
        }), pairs, "pairs", 0);
    }

    private static void Touch(string[] texts)
    {
        var sum = 0;
        foreach (var text in texts)
        {
            foreach (var c in text)
            {
                sum += c;
            }
        }

        GC.KeepAlive(sum);
    }

    private static double[] Scores(bool[] failed) => Array.ConvertAll(failed, static one => one ? 0.0 : 1.0);

    // Words by Zipf's law, a few in Korean and with marks; what asks for a date fails most often.
    private static (string[] Texts, bool[] Failed) Prompts(int count)
    {
        var random = new Random(6);
        string[] words = [.. Enumerable.Range(0, Vocabulary).Select(i => string.Concat(Enumerable.Range(0, random.Next(2, 10)).Select(_ =>
            i % 10 == 7 ? (char)('가' + random.Next(11_172)) : (char)('a' + random.Next(26)))))];
        string Word() => words[(int)Math.Pow(Vocabulary, random.NextDouble()) - 1] + (random.Next(12) == 0 ? "," : "");
        var (texts, failed) = (new string[count], new bool[count]);
        for (var i = 0; i < count; i++)
        {
            var asksDate = random.Next(20) == 0;
            var text = string.Join(' ', Enumerable.Range(0, Words - 4).Select(_ => Word()));
            (texts[i], failed[i]) = ($"Question: {text} {(asksDate ? "in which year?" : "who and where?")}", random.NextDouble() < (asksDate ? 0.7 : 0.2));
        }

        return (texts, failed);
    }
}
