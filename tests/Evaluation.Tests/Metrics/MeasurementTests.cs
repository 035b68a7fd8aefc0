using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Labels;
using BenchHub.Evaluation.Metrics.Likelihoods;
using BenchHub.Evaluation.Metrics.Retrieval;
using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Resampling;

namespace BenchHub.Evaluation.Tests.Metrics;

public sealed class MeasurementTests
{
    private static readonly BootstrapSettings Settings = new() { Resamples = 2_000, Seed = 7 };

    // Two of three answered are right, the failed one counts 0: 2/4.
    [Fact]
    public void Measure_FailedItemOfAMean_CountsWithTheDefault()
    {
        var accuracy = MetricCatalog.Resolve("accuracy").Over<LabelPair>([new("a", "a"), null, new("a", "a"), new("a", "b")], Settings);

        Assert.Equal((0.5, 4, 1, 0.75), (accuracy.Value, accuracy.N, accuracy.Errors, accuracy.Coverage));
        Assert.Equal(Aggregate.DefaultPolicy, accuracy.Policy);
    }

    [Fact]
    public void Measure_FailedItemOfAPool_IsLeftOutAndCounted()
    {
        var perplexity = MetricCatalog.Resolve("perplexity").Over<TextLikelihood>([new("a", -1), null, new("b", -3)], Settings);

        Assert.Equal((Math.Exp(2), 2, 1, 0), (perplexity.Value, perplexity.N, perplexity.Errors, perplexity.Undefined));
        Assert.Equal(2.0 / 3, perplexity.Coverage, 1e-15);
        Assert.Equal(Aggregate.SetPolicy, perplexity.Policy);
    }

    [Theory]
    [InlineData("perplexity")]
    [InlineData("word_perplexity")]
    public void Measure_OnlyFailedOrNoItems_IsUndefined(string metric)
    {
        var failed = MetricCatalog.Resolve(metric).Over<TextLikelihood>([null], Settings);

        Assert.Equal((double.NaN, double.NaN, 0, 1, 0), (failed.Value, failed.CiLow, failed.N, failed.Errors, failed.Coverage));
        Assert.EndsWith("undefined because there are no items", failed.Policy, StringComparison.Ordinal);
        Assert.Equal(0, MetricCatalog.Resolve(metric).Over<TextLikelihood>([], Settings).Coverage);
    }

    [Fact]
    public void Measure_ItemsOfAnotherType_IsRefused()
    {
        Assert.Equal(
            "The metric 'mcc' does not measure items of the type TextLikelihood.",
            Assert.Throws<UnknownMetricException>(static () => MetricCatalog.Resolve("mcc").Over<TextLikelihood>([])).Message);
        Assert.Throws<UnknownMetricException>(static () => MetricCatalog.Resolve("ndcg@10").Over<LabelPair>([new("a", "a")]));
        Assert.Throws<UnknownMetricException>(static () => MetricCatalog.Resolve("mcc").Scores<LabelPair>([new("a", "a")]));
        Assert.Throws<UnknownMetricException>(static () => new RetrievalScorer(MetricSet.Parse(["accuracy"])));
    }

    [Fact]
    public void Scores_PooledMetric_AreThoseOfItemsAlone() =>
        Assert.Equal([Math.Exp(1), double.NaN, Math.Exp(3)], MetricCatalog.Resolve("perplexity").Scores<TextLikelihood>([new("a", -1), null, new("b", -3)]));

    // Other draws from the same distribution: at 10,000 resamples a 2.5 % quantile errs by some hundredths of the mean's deviation.
    [Theory]
    [InlineData(1)]
    [InlineData(37)]
    [InlineData(400)]
    public void SetBootstrap_OfAMean_AgreesWithTheBootstrapOfTheMean(int count)
    {
        double[] values = [.. Enumerable.Range(0, count).Select(static i => Math.Sin(i))];
        var set = new PreparedSet(count, times => Weighted(values, times));

        var settings = BootstrapSettings.Default;
        var theirs = Bootstrap.OfMean(values, settings, TestContext.Current.CancellationToken);
        var (ours, interval) = (SetBootstrap.Of(set, settings, default), theirs.Percentile(settings.Level));

        Assert.InRange(Math.Abs(ours.Low - interval.Low), 0, 0.15 * theirs.StandardError);
        Assert.InRange(Math.Abs(ours.High - interval.High), 0, 0.15 * theirs.StandardError);
    }

    // The resampled means of likelihoods and of units, item by item the same draws, give the resampled perplexities.
    [Fact]
    public void Measure_Pooled_ResamplesTheSummedCounts()
    {
        TextLikelihood[] texts = [new("one", -4), new("two words", -3), new("three words here", -20), new("four", -1)];

        var aggregate = MetricCatalog.Resolve("word_perplexity").Over(texts, Settings);
        var means = Bootstrap.Means([[-4, -3, -20, -1], [1, 2, 3, 1]], Settings, TestContext.Current.CancellationToken);
        double[] resampled = [.. means[0].Zip(means[1], static (ll, words) => Math.Exp(-ll / words)).Order()];

        Assert.Equal(Quantile.OfSorted(resampled, 0.025), aggregate.CiLow, 1e-9);
        Assert.Equal(Quantile.OfSorted(resampled, 0.975), aggregate.CiHigh, 1e-9);
    }

    [Fact]
    public void Measure_OwnSignature_IsKept()
    {
        var signature = Signature.Of(MetricCatalog.Resolve("accuracy"), bootstrap: Settings).With("judge", "x");

        Assert.Same(signature, MetricCatalog.Resolve("accuracy").Over<LabelPair>([new("a", "a")], Settings, signature).Signature);
    }

    private static double Weighted(double[] values, ReadOnlySpan<int> times)
    {
        var (sum, n) = (0.0, 0);
        for (var i = 0; i < values.Length; i++)
        {
            (sum, n) = (sum + (times[i] * values[i]), n + times[i]);
        }

        return sum / n;
    }
}
