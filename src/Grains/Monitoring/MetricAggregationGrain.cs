using BenchHub.Monitoring;
using BenchHub.Storage.Monitoring;
using BenchHub.Storage.Results;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace BenchHub.Grains.Monitoring;

/// <summary>The stream keeps it warm; whoever asks gets what SQL has.</summary>
[ImplicitStreamSubscription(StreamNames.Results)]
internal sealed class MetricAggregationGrain(ResultFeed feed, ResultCatalog results) : Grain, IMetricAggregationGrain, IStreamSubscriptionObserver
{
    private const int AtOnce = 100;
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(50);

    private AggregateBook? _book;
    private IGrainTimer? _look;

    public async Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => await handleFactory.Create<ResultRecorded>().ResumeAsync((_, _) =>
    {
        // Who was never asked begins with the first question.
        if (_book is null)
        {
            return Task.CompletedTask;
        }

        _look ??= this.RegisterGrainTimer(CatchUp, new() { DueTime = Soon, Period = Timeout.InfiniteTimeSpan });
        _look.Change(Soon, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    });

    public async Task<MetricAggregates> Get()
    {
        await CatchUp();
        return _book!.Answer();
    }

    private async Task CatchUp()
    {
        var key = this.GetPrimaryKeyString();
        var (system, dataset) = (key[..key.IndexOf('/')], key[(key.IndexOf('/') + 1)..]);
        _book ??= await Begin(system, dataset);
        for (FedResults? fed = null; fed is null or { Items.Count: AtOnce };)
        {
            fed = await feed.After(_book.Watermark, [system], [dataset], AtOnce);
            _book = (await Taken(_book, fed.Items)).UpTo(fed.UpTo);
        }
    }

    private async Task<AggregateBook> Begin(string system, string dataset)
    {
        var newest = await feed.Newest(system, dataset, AggregateBook.Window);
        var book = await Taken(AggregateBook.Empty, [.. newest.Items.Reverse()]);
        return book.UpTo(newest.UpTo).Counting(await feed.Counts(system, dataset, newest.UpTo));
    }

    private async Task<AggregateBook> Taken(AggregateBook book, IReadOnlyList<FedResult> fed)
    {
        var metrics = (await results.Metrics([.. fed.Select(static result => result.Id)])).ToLookup(static row => row.ResultId);
        return fed.Aggregate(book, (taken, result) => taken.Take(result, metrics[result.Id]));
    }
}
