using System.Text.Json;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Text;
using BenchHub.Evaluation.Tests.Golden;

namespace BenchHub.Evaluation.Tests.Metrics.Text;

/// <summary>Every value of sacreBLEU, per item and of all items, and the counts that it sums.</summary>
public sealed class SacreBleuTests
{
    private const double Tolerance = 1e-9;

    public static TheoryData<string> Metrics =>
        new(TextReference.Read("sacrebleu_random.json").GetProperty("metrics").EnumerateObject().Select(static metric => metric.Name));

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Score_TextsMadeUp_EqualsSacreBleu(string metric)
    {
        var golden = TextReference.Read("sacrebleu_random.json");
        (string, string[])[] items = [.. golden.GetProperty("items").EnumerateArray().Select(static item => (
            TextReference.Text(item.GetProperty("answer")),
            item.GetProperty("references").EnumerateArray().Select(TextReference.Text).ToArray()))];

        AssertEqual(golden.GetProperty("metrics").GetProperty(metric), metric, items, references: null);
    }

    [Theory]
    [InlineData("6b_finetuning")]
    [InlineData("6b_verification")]
    [InlineData("175b_finetuning")]
    [InlineData("175b_verification")]
    public void Score_SolutionsOfAModel_EqualsSacreBleu(string model)
    {
        const int Solutions = 60;
        var lines = File.ReadLines(SharedFolder.Find("data/gsm8k/example_model_solutions.jsonl")).Take(Solutions).Select(static line => JsonElement.Parse(line)).ToArray();
        foreach (var metric in TextReference.Read("sacrebleu_gsm8k.json").GetProperty("models").GetProperty(model).EnumerateObject())
        {
            (string, string[])[] items = [.. lines.Select(line => (
                line.GetProperty(model).GetProperty("solution").GetString()!, new[] { line.GetProperty("ground_truth").GetString()! }))];

            AssertEqual(metric.Value, metric.Name, items, references: 1);
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ko")]
    [InlineData("zh")]
    public void Score_GoldenVectors_EqualsSacreBleu(string language)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(SharedFolder.Find("golden/bleu/golden.json")));
        var golden = file.RootElement.GetProperty(language);
        var references = golden.GetProperty("refs").EnumerateArray().Select(static stream => stream.EnumerateArray().ToArray()).ToArray();
        (string, string[])[] items = [.. golden.GetProperty("hyps").EnumerateArray().Select((answer, i) => (
            answer.GetString()!, references.Select(stream => stream[i].GetString()!).ToArray()))];
        Dictionary<string, string> names = new()
        {
            ["bleu_13a"] = "bleu",
            ["bleu_none"] = "bleu(tok=none)",
            ["bleu_char"] = "bleu(tok=char)",
            ["bleu_intl"] = "bleu(tok=intl)",
            ["bleu_zh"] = "bleu(tok=zh)",
            ["bleu_13a_lc"] = "bleu(lowercase=true)",
            ["bleu_13a_none"] = "bleu(smooth=none)",
            ["bleu_13a_floor"] = "bleu(smooth=floor)",
            ["bleu_13a_add-k"] = "bleu(smooth=add-k)",
            ["chrf"] = "chrf",
            ["chrf++"] = "chrf(word=2)",
            ["ter"] = "ter",
        };

        foreach (var (theirs, ours) in names.Where(name => golden.TryGetProperty(name.Key, out _)))
        {
            var value = golden.GetProperty(theirs);
            Assert.Equal(
                value.ValueKind == JsonValueKind.Object ? value.GetProperty("score").GetDouble() : value.GetDouble(), Score(ours, items).Pooled, Tolerance);
        }

        AssertItems(golden.GetProperty("sent_bleu_13a_eff"), Score("bleu", items).Items);
        AssertItems(golden.GetProperty("sent_chrf"), Score("chrf", items).Items);
    }

    private static void AssertEqual(JsonElement golden, string metric, (string, string[])[] items, int? references)
    {
        var ours = Score(metric, items);

        AssertItems(golden.GetProperty("items"), ours.Items);
        AssertItems(golden.GetProperty("sums"), ours.Sums);
        Assert.Equal(golden.GetProperty("corpus").GetDouble(), ours.Pooled, Tolerance);
        Assert.Equal(golden.GetProperty("signature").GetString()!.Split("|version")[0], ours.Scorer.Signature(0, references));
    }

    private static void AssertItems(JsonElement golden, double[] ours)
    {
        var theirs = golden.EnumerateArray().Select(static value => value.GetDouble()).ToArray();
        for (var i = 0; i < theirs.Length; i++)
        {
            Assert.True(Math.Abs(theirs[i] - ours[i]) <= Tolerance, $"Number {i} is {theirs[i]:R} there and {ours[i]:R} here.");
        }
    }

    private static (TextScorer Scorer, double[] Items, double[] Sums, double Pooled) Score(string metric, (string Answer, string[] References)[] items)
    {
        var scorer = new TextScorer(MetricSet.Parse([metric]));
        var (values, sums, counts) = (new double[items.Length], new double[scorer.Counts], new double[scorer.Counts]);
        for (var i = 0; i < items.Length; i++)
        {
            scorer.Score(items[i].Answer, items[i].References, values.AsSpan(i), counts);
            for (var c = 0; c < counts.Length; c++)
            {
                sums[c] += counts[c];
            }
        }

        return (scorer, values, sums, scorer.Pooled(sums)[0]);
    }
}
