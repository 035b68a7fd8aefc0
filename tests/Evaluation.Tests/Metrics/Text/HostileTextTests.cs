using System.Diagnostics;
using BenchHub.Evaluation.Metrics;

namespace BenchHub.Evaluation.Tests.Metrics.Text;

/// <summary>Every text measure over texts that nobody should send.</summary>
public sealed class HostileTextTests
{
    private static readonly string[] Fragments =
        ["", " ", "\0", "\n\n", "\uD800", "\uDFFF\uD83D", "\uFEFF", "a\0b", "\u0301", "İΣ'Σ", "e\u0301", "가\u1100\u1161", "####", "(A)", "...", "😀", "{\"a\":1}"];

    private static readonly string[] Metrics =
        ["rouge1", "rouge2(stem=true)", "rouge_l", "rouge_lsum", "rouge_ko_1(unit=char)", "rouge_ko_lsum", "exact_match", "exact_match(norm=squad)",
         "exact_match(norm=korquad)", "exact_match(ignore_case=true,ignore_punctuation=true)", "token_f1", "token_f1(norm=korquad)", "meteor_stem",
         "edit_similarity", "wer", "cer", "contains", "contains_all(ignore_case=true)", "starts_with", "json_valid", "numeric_answer",
         "numeric_answer(extract=strict)"];

    public static TheoryData<string> Names => [.. Metrics];

    [Theory]
    [MemberData(nameof(Names))]
    public void Score_AnyFragments_StaysInRangeAndRepeats(string metric)
    {
        var scorer = Scoring.Scorer(metric);
        var definition = MetricCatalog.Resolve(metric).Definition;
        foreach (var answer in Fragments)
        {
            foreach (var reference in Fragments)
            {
                var score = scorer.Score(answer + reference, [reference, answer]);
                Assert.True(double.IsNaN(score) ? definition.Aggregation == MetricAggregation.Pooled : score >= definition.Minimum && score <= definition.Maximum);
                Assert.Equal(score, scorer.Score(answer + reference, [reference, answer]));
            }
        }
    }

    // A reference of a usual length; the bound is generous, since other programs use the machine too.
    [Theory]
    [MemberData(nameof(Names))]
    public void Score_MegabyteAnswers_EndSoon(string metric)
    {
        var scorer = Scoring.Scorer(metric);
        var start = Stopwatch.GetTimestamp();
        foreach (var pattern in new[] { "a", "a ", "a\n", "y", "가", "\uD800", "one two three\n", "((((", "9,", "#### 1 ", "Σ'" })
        {
            var answer = string.Concat(Enumerable.Repeat(pattern, 1_000_000 / pattern.Length));
            Assert.False(scorer.Score(answer, ["one two three a y 가\n1", "a"]) < 0);
        }

        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 60);
    }

    [Fact]
    public void Score_FromManyThreads_IsTheSame()
    {
        var scorers = Metrics.Select(Scoring.Scorer).ToArray();
        var texts = Enumerable.Range(0, 200).Select(static i => $"the cats {i} ran\nover {i % 7} dogs (A) #### {i}").ToArray();
        double[] All(int i) => [.. scorers.Select(scorer => scorer.Score(texts[i], [texts[(i * 7) % texts.Length], texts[(i + 1) % texts.Length]]))];
        var alone = Enumerable.Range(0, texts.Length).Select(All).ToArray();

        Parallel.For(0, texts.Length * 4, i => Assert.Equal(alone[i % texts.Length], All(i % texts.Length)));
    }

    [Fact]
    public void Score_SteadyState_AllocatesNothing()
    {
        foreach (var metric in new[] { "rouge1", "rouge2(stem=true)", "rouge_l", "rouge_lsum", "token_f1", "exact_match(norm=squad)", "meteor_stem", "edit_similarity", "wer" })
        {
            var scorer = Scoring.Scorer(metric);
            var pairs = Enumerable.Range(0, 50).Select(static i => ($"the cats {i} ran over {i % 7} dogs", new[] { $"a cat {i} runs over {i % 5} dogs" })).ToArray();
            double sum = 0;
            long before = 0;
            for (var round = 0; round < 2; round++)
            {
                before = GC.GetAllocatedBytesForCurrentThread();
                foreach (var (answer, references) in pairs)
                {
                    sum += scorer.Score(answer, references);
                }
            }

            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.True(sum >= 0);
        }
    }
}
