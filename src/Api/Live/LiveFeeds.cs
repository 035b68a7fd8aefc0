using System.Runtime.CompilerServices;
using System.Text.Json;
using BenchHub.Api.Jobs;
using BenchHub.Api.Json;
using BenchHub.Api.Monitoring;
using BenchHub.Storage.Monitoring;

namespace BenchHub.Api.Live;

/// <summary>What the pages follow. Each thing is looked at once, however many follow it.</summary>
internal sealed class LiveFeeds
{
    private const int MostEntries = 1000;
    private const int NewestNotifications = 30;

    /// <summary>More often, nobody could follow it with their eyes.</summary>
    private static readonly TimeSpan BetweenJobStates = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan BetweenBoards = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan BetweenOverviews = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenNotifications = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(20);

    private readonly JobView _jobs;
    private readonly OverviewView _overview;
    private readonly Notifications _notifications;
    private readonly Lookup _lookup;
    private readonly IGrainFactory _grains;
    private readonly TimeProvider _time;

    public LiveFeeds(JobView jobs, OverviewView overview, Notifications notifications, Lookup lookup, IGrainFactory grains, TimeProvider time)
    {
        (_jobs, _overview, _notifications, _lookup, _grains, _time) = (jobs, overview, notifications, lookup, grains, time);
        Jobs = new(ReadJob);
        Boards = new(ReadBoard);
        Overview = new((_, ct) => Changes(_overview.Read, BetweenOverviews, ct));
        Notifications = new((_, ct) => Changes(ReadNotifications, BetweenNotifications, ct));
    }

    public SharedFeed<string, JobAnswer> Jobs { get; }

    /// <summary>By dataset (id or name) and metric.</summary>
    public SharedFeed<(string Dataset, string Metric), BoardAnswer> Boards { get; }

    public SharedFeed<string, DashboardAnswer> Overview { get; }

    /// <summary>The newest ones. They are read from the database, which silos write to and every API can read.</summary>
    public SharedFeed<string, NotificationsAnswer> Notifications { get; }

    private async IAsyncEnumerable<JobAnswer> ReadJob(string id, [EnumeratorCancellation] CancellationToken ct)
    {
        var job = await _jobs.Get(id);
        while (true)
        {
            yield return job;
            await Task.Delay(BetweenJobStates, _time, ct);
            job = await Next(id, job.Revision, ct);
        }
    }

    private async Task<JobAnswer> Next(string id, long revision, CancellationToken ct)
    {
        while (true)
        {
            var job = await _jobs.After(id, revision, LongPoll, ct);
            if (job.Revision != revision)
            {
                return job;
            }
        }
    }

    private async IAsyncEnumerable<BoardAnswer> ReadBoard((string Dataset, string Metric) key, [EnumeratorCancellation] CancellationToken ct)
    {
        var leaderboard = _grains.Leaderboard(new((await _lookup.Dataset(key.Dataset, "dataset", ct)).Id));
        var board = await leaderboard.Top(key.Metric, MostEntries);
        while (true)
        {
            yield return BoardAnswer.Of(board);
            await Task.Delay(BetweenBoards, _time, ct);
            var before = board.Revision;
            while (board.Revision == before)
            {
                board = await leaderboard.WaitForChange(key.Metric, MostEntries, before, LongPoll).WaitAsync(ct);
            }
        }
    }

    private async Task<NotificationsAnswer> ReadNotifications(CancellationToken ct) => NotificationsAnswer.Of(
        await _notifications.List(unreadOnly: false, new(NewestNotifications), ct), await _notifications.Unread(ct));

    /// <summary>States that differ in what their JSON says.</summary>
    private async IAsyncEnumerable<T> Changes<T>(Func<CancellationToken, Task<T>> look, TimeSpan between, [EnumeratorCancellation] CancellationToken ct)
    {
        byte[] before = [];
        while (true)
        {
            var state = await look(ct);
            var now = JsonSerializer.SerializeToUtf8Bytes(state, ApiJson.Options);
            if (!now.AsSpan().SequenceEqual(before))
            {
                yield return state;
                before = now;
            }

            await Task.Delay(between, _time, ct);
        }
    }
}
