using System.CommandLine;

namespace BenchHub.Cli.Statistics;

/// <summary>Statistics of files, without a hub.</summary>
internal static class StatsCommands
{
    public static Command Create() => new("stats", "Statistics of score files, without a hub.") { CompareScoresCommand.Create(), PowerCommand.Create() };
}
