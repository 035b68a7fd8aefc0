using BenchHub.Analytics;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Statistics;
using BenchHub.Jobs;
using BenchHub.Storage.Results;
using Orleans.Concurrency;

namespace BenchHub.Grains.Analytics;

[StatelessWorker]
internal sealed class ResultAnalysisGrain(ResultCatalog catalog, ResultTexts texts, SliceKeys keys, ClusteredFailures clusters, JobForecast forecast) : Grain, IResultAnalysisGrain
{
    private const int DefaultSeed = 42;
    private const int MostBins = 1_000;
    private const string OfWords = "No embeddings of the prompts are stored with results, so patterns are of words alone; embedder names a system that embeds them now.";

    public async Task<SliceReport> Slices(SliceResult query)
    {
        var result = await AnalyzedResult.Load(catalog, query.Result, query.Metric);
        var against = query.Against is { } other ? await AnalyzedResult.Load(catalog, other, result.Metric.Metric, "against") : null;
        if (against is not null)
        {
            result.RequireComparable(against, "against");
        }

        return await Task.Run(async () => ResultAnalysis.Slices(result, against, query.By, await keys.Of(result, query.By)));
    }

    public async Task<FailureReport> Failures(FindFailures query)
    {
        var result = await AnalyzedResult.Load(catalog, query.Result, query.Metric);
        var (threshold, note) = query.Threshold is { } given ? (given, null) : Threshold(result);
        return await Task.Run(async () =>
        {
            var prompts = MarkedPrompts.Of(result, threshold, await texts.Read(result.Row, withInputs: true));
            var report = ResultAnalysis.Failures(result.Metric.Metric, threshold, prompts, note);
            return query.Embedder is { } embedder ? await clusters.AddTo(report, prompts, embedder) : report with { Notes = [.. report.Notes, OfWords] };
        });
    }

    public async Task<DistributionReport> Distribution(ResultId result, string? metric, int bins)
    {
        if (bins is < 1 or > MostBins)
        {
            throw new RefusedException(Refusal.Invalid, $"bins is {bins}; it must be 1 to {MostBins}.", "bins");
        }

        var analyzed = await AnalyzedResult.Load(catalog, result, metric);
        return await Task.Run(() => ResultAnalysis.Distribution(analyzed, bins));
    }

    public async Task<AbReport> AbTest(AbQuery query)
    {
        if (query.Alpha is not (> 0 and < 1))
        {
            throw new RefusedException(Refusal.Invalid, $"alpha is {query.Alpha}; it must lie between 0 and 1, such as 0.05.", "alpha");
        }

        if (!(query.Margin >= 0 && double.IsFinite(query.Margin)))
        {
            throw new RefusedException(Refusal.Invalid, $"margin is {query.Margin}; it must be 0 or more, in units of the metric.", "margin");
        }

        var a = await AnalyzedResult.Load(catalog, query.A, query.Metric, "a");
        var b = await AnalyzedResult.Load(catalog, query.B, a.Metric.Metric, "b");
        a.RequireComparable(b, "b");
        if (!a.IsBounded || a.Definition!.Aggregation is not MetricAggregation.Mean)
        {
            throw new RefusedException(
                Refusal.Unprocessable, $"{a.Metric.Metric} is no mean of scores with a least and a greatest value, which an anytime-valid test rests on; use one that is, such as accuracy or ndcg@10.", "metric");
        }

        var (seed, notes) = Order(query, a, b);
        return await Task.Run(() => ResultAnalysis.AbTest(a, b, query, seed, notes));
    }

    public Task<JobPrediction> Predict(JobId job) => forecast.Of(job);

    // A job that stopped early had an order of its own, and only its beginning was asked.
    private static (int Seed, IReadOnlyList<string> Notes) Order(AbQuery query, AnalyzedResult a, AnalyzedResult b)
    {
        var stopped = SetupFacts.Document(a.Row).EarlyStopped ?? SetupFacts.Document(b.Row).EarlyStopped;
        return (query.Seed, stopped) switch
        {
            ({ } seed, _) => (seed, ["The seed was given: whoever tries several and reports one breaks the promise of the test."]),
            (null, { } report) => (report.Seed, ["The order of items is that of the job, which could stop early."]),
            _ => (DefaultSeed, []),
        };
    }

    private static (double Threshold, string? Note) Threshold(AnalyzedResult result)
    {
        if (result.IsBounded)
        {
            var middle = (result.Definition!.Minimum + result.Definition.Maximum) / 2;
            return (middle, $"A score {(result.HigherIsBetter ? "below" : "above")} {middle:0.####}, the middle of what {result.Metric.Metric} can be, is a failure; threshold sets another bound.");
        }

        var sorted = Array.FindAll(result.Scores, static score => !double.IsNaN(score));
        Array.Sort(sorted);
        var median = sorted.Length == 0 ? 0 : Quantile.OfSorted(sorted, 0.5);
        return (median, $"{result.Metric.Metric} has no least or greatest value: a score {(result.HigherIsBetter ? "below" : "above")} the median, {median:0.####}, is a failure; threshold sets another bound.");
    }
}
