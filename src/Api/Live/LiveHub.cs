using System.Runtime.CompilerServices;
using BenchHub.Api.Errors;
using BenchHub.Api.Jobs;
using BenchHub.Api.Monitoring;
using Microsoft.AspNetCore.SignalR;

namespace BenchHub.Api.Live;

/// <summary>Streams for the pages at <c>/live</c> (SignalR, JSON). Each begins with the present state.</summary>
internal sealed partial class LiveHub(LiveFeeds feeds, ILogger<LiveHub> logger) : Hub
{
    /// <summary>The job at each change, at most ten times a second.</summary>
    public IAsyncEnumerable<JobAnswer> Job(string id, CancellationToken ct) => Explained(feeds.Jobs.Follow(id, ct), ct);

    /// <summary>Who leads on the latest version of a dataset by a metric, at each change.</summary>
    public IAsyncEnumerable<BoardAnswer> Leaderboard(string dataset, string metric, CancellationToken ct) => Explained(feeds.Boards.Follow((dataset, metric), ct), ct);

    /// <summary>The overview at each change, at most once a second.</summary>
    public IAsyncEnumerable<DashboardAnswer> Overview(CancellationToken ct) => Explained(feeds.Overview.Follow("", ct), ct);

    /// <summary>The newest notifications and how many are unread, at each change, at most once a second.</summary>
    public IAsyncEnumerable<NotificationsAnswer> Notifications(CancellationToken ct) => Explained(feeds.Notifications.Follow("", ct), ct);

    /// <summary>Faults reach the page as the sentence that an HTTP answer would have.</summary>
    private async IAsyncEnumerable<T> Explained<T>(IAsyncEnumerable<T> states, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var each = states.GetAsyncEnumerator(ct);
        while (true)
        {
            try
            {
                if (!await each.MoveNextAsync())
                {
                    yield break;
                }
            }
            catch (Exception exception) when (!ct.IsCancellationRequested)
            {
                var problem = Problem.Of(exception);
                if (problem.Kind == ProblemKind.Fault)
                {
                    LogFault(exception);
                }

                throw new HubException(problem.Detail, exception);
            }

            yield return each.Current;
        }
    }

    [LoggerMessage(LogLevel.Error, "A live stream failed")]
    private partial void LogFault(Exception fault);
}
