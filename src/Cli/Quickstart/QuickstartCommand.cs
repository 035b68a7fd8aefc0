using System.CommandLine;

namespace BenchHub.Cli.Quickstart;

internal static class QuickstartCommand
{
    public static Command Create()
    {
        var keep = new Option<bool>("--keep") { Description = "Leave the hub and the sample services running." };
        return new Command("quickstart", "A real comparison within a minute: three services, one job, one killed silo, one leaderboard.") { keep }
            .Calls(async (_, parsed, ct) =>
            {
                var outcome = await QuickstartRun.Execute(parsed.GetValue(keep), ct);
                return parsed.Print(outcome, QuickstartReport.Show);
            });
    }
}
