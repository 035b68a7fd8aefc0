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
                var isKept = parsed.GetValue(keep);

                // A person at a terminal gets time to look; a script gets an end.
                var stays = !isKept && !parsed.GetValue(Common.Json) && !Console.IsInputRedirected && !Console.IsOutputRedirected;
                await QuickstartRun.Execute(isKept, stays, outcome => parsed.Print(outcome, QuickstartReport.Show), ct);
                return 0;
            });
    }
}
