using System.Collections.Immutable;
using BenchHub.Jobs;
using BenchHub.Systems;
using Orleans.Concurrency;

namespace BenchHub.Monitoring;

/// <summary>
/// Who leads on the latest version of a dataset, for those who watch; the key is a dataset id. Keeps nothing. Intervals, tests and earlier versions are
/// <c>IComparisonGrain</c>'s.
/// </summary>
[Alias("benchhub.live-leaderboard")]
public interface ILeaderboardGrain : IGrainWithStringKey
{
    /// <summary>Of every result that was committed before the call.</summary>
    [Alias("top")]
    Task<LeaderboardSnapshot> Top(string metric, int count);

    /// <summary>Answers when the board has changed since <paramref name="revision"/>, or when the patience is over.</summary>
    [AlwaysInterleave, Alias("wait-for-change")]
    Task<LeaderboardSnapshot> WaitForChange(string metric, int count, long revision, TimeSpan patience);

    /// <summary>Reads anew, for whoever changed what counts without a new result.</summary>
    [Alias("refresh")]
    Task Refresh();
}

/// <summary>The revision grows with each change, over restarts as well.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.leaderboard-snapshot")]
public sealed record LeaderboardSnapshot([property: Id(0)] ImmutableArray<LeaderboardEntry> Entries, [property: Id(1)] long Revision);

/// <summary>Ranks count from 1; equal values share the smaller one.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.leaderboard-entry")]
public sealed record LeaderboardEntry(
    [property: Id(0)] int Rank,
    [property: Id(1)] SystemId SystemId,
    [property: Id(2)] string System,
    [property: Id(3)] double Value,
    [property: Id(4)] double? CiLow,
    [property: Id(5)] double? CiHigh,
    [property: Id(6)] ResultId Result,
    [property: Id(7)] DateTimeOffset EvaluatedAt);
