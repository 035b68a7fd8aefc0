using BenchHub.Monitoring;

namespace BenchHub.Api.Live;

/// <summary>Who leads on the latest version of a dataset, without tests; the leaderboard's HTTP answer has the rank intervals.</summary>
/// <param name="Revision">Grows with each change.</param>
internal sealed record BoardAnswer(long Revision, IReadOnlyList<BoardEntryAnswer> Entries)
{
    public static BoardAnswer Of(LeaderboardSnapshot board) => new(board.Revision, [.. board.Entries.Select(BoardEntryAnswer.Of)]);
}

internal sealed record BoardEntryAnswer(
    int Rank, string SystemId, string System, double? Value, double? CiLow, double? CiHigh, string ResultId, DateTimeOffset EvaluatedAt)
{
    public static BoardEntryAnswer Of(LeaderboardEntry entry) => new(
        entry.Rank, entry.SystemId.Value, entry.System, entry.Value.Defined(), entry.CiLow, entry.CiHigh, entry.Result.Value, entry.EvaluatedAt);
}
