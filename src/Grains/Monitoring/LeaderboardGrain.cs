using BenchHub.Datasets;
using BenchHub.Grains.Jobs;
using BenchHub.Monitoring;
using BenchHub.Storage.Monitoring;
using BenchHub.Storage.Results;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace BenchHub.Grains.Monitoring;

/// <summary>The stream tells those who watch; what is told is read from SQL, whole, so that no event can make it wrong.</summary>
[ImplicitStreamSubscription(StreamNames.ResultsOfDatasets)]
internal sealed class LeaderboardGrain(ResultFeed feed, ResultCatalog results, TimeProvider time) : Grain, ILeaderboardGrain, IStreamSubscriptionObserver
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(50);

    private readonly JobWatch _watch = new(time);
    private Board _board = Board.Empty;
    private int _version;
    private int _refreshes;
    private long _watermark = -1;
    private bool _isAsked;
    private IGrainTimer? _look;

    private DatasetId Id => new(this.GetPrimaryKeyString());

    public async Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => await handleFactory.Create<ResultRecorded>().ResumeAsync((_, _) =>
    {
        // Nobody watches whom nobody asked. Whoever is asking just now may have read before this result came.
        if (!_isAsked)
        {
            return Task.CompletedTask;
        }

        _look ??= this.RegisterGrainTimer(CatchUp, new() { DueTime = Soon, Period = Timeout.InfiniteTimeSpan });
        _look.Change(Soon, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    });

    public async Task<LeaderboardSnapshot> Top(string metric, int count)
    {
        var name = NamedMetric.Of(metric).Name.ToString();
        await CatchUp();
        return new(_board.Top(name, count), _watch.Revision);
    }

    public async Task<LeaderboardSnapshot> WaitForChange(string metric, int count, long revision, TimeSpan patience)
    {
        var name = NamedMetric.Of(metric).Name.ToString();
        await CatchUp();
        await _watch.Past(revision, patience);
        await CatchUp();
        return new(_board.Top(name, count), _watch.Revision);
    }

    public Task Refresh()
    {
        if (!_isAsked)
        {
            return Task.CompletedTask;
        }

        _watermark = -1;
        _refreshes++;
        return CatchUp();
    }

    private async Task CatchUp()
    {
        _isAsked = true;
        var refreshes = _refreshes;
        var version = (await GrainFactory.Dataset(Id).Get())?.Latest.Number ?? 0;
        var news = await feed.After(_watermark, [], [Id.Value], most: 1);
        if (_watermark >= 0 && version == _version && news.Items.Count == 0)
        {
            _watermark = Math.Max(_watermark, news.UpTo);
            return;
        }

        // Read before the results are: one that comes meanwhile is read again, and none is missed.
        var last = await feed.Last();
        var latest = await results.Latest(Id.Value, version);
        var metrics = await results.Metrics([.. latest.Select(static result => result.Id)]);
        if (refreshes != _refreshes)
        {
            // What was read may be from before; the refresh reads for itself, and no later event would tell.
            return;
        }

        (_board, _version, _watermark) = (new(latest, metrics.ToLookup(static row => row.ResultId)), version, last);
        _watch.Move();
    }
}
