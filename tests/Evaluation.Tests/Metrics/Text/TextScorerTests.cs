using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Text;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Metrics.Text;

public sealed class TextScorerTests
{
    private static readonly string[] Metrics = ["bleu", "bleu(smooth=floor,tok=intl)", "bleu_hf", "chrf", "chrf(word=2)", "ter", "ter(normalized=true)"];

    private static readonly FsCheck.Gen<string> Texts =
        Gen.Elements("a", "b", "c", " ", " ", ".", ",", "5", "-", "한", "국", "😀", "\ud800", "\n").ListOf().Select(static pieces => string.Concat(pieces));

    [Fact]
    public void Score_AnyTexts_StaysInBoundsAndIsPerfectForTheReference()
    {
        var scorer = new TextScorer(MetricSet.Parse(Metrics));

        Property.Holds(Gen.Zip(Texts, Texts), texts =>
        {
            var scores = scorer.Score(texts.Item1, [texts.Item2, texts.Item1]);
            var against = scorer.Score(texts.Item1, [texts.Item2]);
            return scores.Concat(against).Select((score, m) => (score, scorer.Metrics[m % Metrics.Length].Definition))
                    .All(static one => one.score >= one.Definition.Minimum && one.score <= one.Definition.Maximum + 1e-9)
                && scores[5] == 0 && (texts.Item1.All(char.IsWhiteSpace) || Math.Abs(scores[3] - 100) < 1e-9);
        });
    }

    [Fact]
    public void Score_OneAfterAnother_LeavesNothingBehind()
    {
        // Long texts make the working space grow; the short one after them must not see it.
        var scorer = new TextScorer(MetricSet.Parse(Metrics));
        var before = scorer.Score("a b c d e", ["a b d c e"]);

        var words = string.Join(' ', Enumerable.Range(0, 3_000).Select(static i => $"word{i * 7 % 3_000}"));
        Assert.Equal(100 / 3_001.0, scorer.Score(words, ["x " + words])[5], 1e-9);

        Assert.Equal(before, scorer.Score("a b c d e", ["a b d c e"]));
    }

    [Fact]
    public void Score_FromManyThreads_IsTheSame()
    {
        var scorer = new TextScorer(MetricSet.Parse(Metrics));
        string[] texts = [.. Enumerable.Range(0, 200).Select(static i => string.Join(' ', Enumerable.Range(0, i % 30).Select(j => $"w{(i * j) % 11}")))];
        var expected = texts.Select((text, i) => scorer.Score(text, [texts[(i + 7) % 200]])).ToArray();

        Parallel.For(0, 2_000, i => Assert.Equal(expected[i % 200], scorer.Score(texts[i % 200], [texts[(i + 7) % 200]])));
    }

    [Fact]
    public void Score_NoReference_IsUndefined()
    {
        var scorer = new TextScorer(MetricSet.Parse(Metrics));
        var (scores, counts) = (new double[Metrics.Length], new double[scorer.Counts]);
        Array.Fill(counts, 7);

        scorer.Score("a", [], scores, counts);

        Assert.All(scores, static score => Assert.Equal(double.NaN, score));
        Assert.All(counts, static count => Assert.Equal(0, count));
    }

    [Fact]
    public void ScoreMissing_OfAnItem_IsTheDefaultAndCountsAsAnEmptyAnswer()
    {
        var scorer = new TextScorer(MetricSet.Parse(["bleu", "chrf", "ter"]));
        var (missing, empty, scores) = (new double[scorer.Counts], new double[scorer.Counts], new double[3]);

        scorer.Score("", ["a b c"], scores, empty);
        scorer.ScoreMissing(["a b c"], scores, missing);

        Assert.Equal([0, 0, 100], scores);
        Assert.Equal(empty, missing);
    }

    [Theory]
    [InlineData("bleu")]
    [InlineData("bleu(lowercase=true,tok=ko)")]
    [InlineData("bleu(smooth=floor,tok=intl)")]
    [InlineData("bleu_hf")]
    [InlineData("chrf(lowercase=true,word=2)")]
    [InlineData("ter")]
    [InlineData("chrf")]
    [InlineData("ter(normalized=true)")]
    [InlineData("ter(asian_support=true,no_punct=true,normalized=true)")]
    [InlineData("bleu|bleu(smooth=floor,tok=intl)|bleu_hf")]
    [InlineData("chrf|chrf(word=2)")]
    [InlineData("ter|ter(normalized=true)")]
    [InlineData("bleu|chrf|chrf(word=2)|ter|ter(normalized=true)")]
    [InlineData("bleu|bleu(smooth=floor,tok=intl)|bleu_hf|chrf|chrf(word=2)|ter|ter(normalized=true)")]
    public void Score_WarmThread_AllocatesNothing(string metrics)
    {
        var scorer = new TextScorer(MetricSet.Parse(metrics.Split('|')));
        var (scores, counts) = (new double[scorer.Metrics.Count], new double[scorer.Counts]);
        string[] references = ["The cat, it is said, sat on 3 mats - &quot;really&quot;.", "고양이가 매트 위에 앉았다."];
        scorer.Score("It's said 3 cats sat; 고양이 😀 ΣΑΣ.", references, scores, counts);

        // The runtime may allocate once for itself on any thread; what a score allocates, it allocates in every round.
        Assert.Equal(0, Enumerable.Range(0, 3).Min(_ =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++)
            {
                scorer.Score("It's said 3 cats sat; 고양이 😀 ΣΑΣ.", references, scores, counts);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }));
    }

    [Fact]
    public void Constructor_MetricOfRankings_IsRefused() => Assert.Equal(
        "The metric 'ndcg@10' does not measure a text.",
        Assert.Throws<UnknownMetricException>(() => new TextScorer(MetricSet.Parse(["bleu", "ndcg@10"]))).Message);

    [Fact]
    public void Signature_OfAMetricWithoutOne_IsItsName()
    {
        var scorer = new TextScorer(MetricSet.Parse(["bleu_hf", "bleu(smooth=add-k)"]));

        Assert.Equal("bleu_hf", scorer.Signature(0, 1));
        Assert.Equal("nrefs:var|case:mixed|eff:no|tok:13a|smooth:add-k[1.00]", scorer.Signature(1, null));
    }

    [Fact]
    public void Pooled_MeanOfItems_LeavesOutTheUndefined()
    {
        var mean = new MeanOfItems(new Lengths());
        double[] sums = [0, 0];
        foreach (var answer in new[] { "ab", "", "abcd" })
        {
            var counts = new double[2];
            mean.Count(answer, ["x"], counts);
            (sums[0], sums[1]) = (sums[0] + counts[0], sums[1] + counts[1]);
        }

        Assert.Equal(3, mean.Pooled(sums));
        Assert.Equal(double.NaN, mean.Pooled([0, 0]));
        Assert.Equal(2, ((ITextScorer)mean).Score("ab", ["x"]));
    }

    private sealed class Lengths : ITextScorer
    {
        public double Score(string answer, IReadOnlyList<string> references) => answer.Length == 0 ? double.NaN : answer.Length;
    }
}
