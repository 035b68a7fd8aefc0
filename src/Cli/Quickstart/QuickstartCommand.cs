using System.CommandLine;

namespace BenchHub.Cli.Quickstart;

internal static class QuickstartCommand
{
    public static Command Create()
    {
        var keep = new Option<bool>("--keep") { Description = "Leave what was started running." };
        return new Command("quickstart", "A real comparison within a minute: three services, one job, one killed silo, one leaderboard. With --hub on a hub that runs, which is not killed.") { keep }
            .Calls(async (hub, parsed, ct) =>
            {
                var given = parsed.GetResult(Common.Hub) is { Implicit: false } ? hub : null;
                var isKept = parsed.GetValue(keep);

                // A person at a terminal gets time to look; a script gets an end.
                var stays = !isKept && !parsed.GetValue(Common.Json) && !Console.IsInputRedirected && !Console.IsOutputRedirected;
                await QuickstartRun.Execute(given, isKept, stays, outcome => parsed.Print(outcome, QuickstartReport.Show), ct);
                return 0;
            });
    }
}
