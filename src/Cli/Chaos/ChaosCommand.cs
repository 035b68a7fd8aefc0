using System.CommandLine;
using Spectre.Console;

namespace BenchHub.Cli.Chaos;

internal static class ChaosCommand
{
    public static Command Create()
    {
        var faults = new Option<int>("--faults") { DefaultValueFactory = _ => 20, Description = "How many." };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 20261, Description = "Decides which, where and when." };
        var items = new Option<int>("--items") { DefaultValueFactory = _ => 20_000, Description = "Of each job." };
        var concurrency = new Option<int>("--concurrency") { DefaultValueFactory = _ => 8, Description = "Calls in flight of each job." };
        var pause = new Option<double>("--pause") { DefaultValueFactory = _ => 20, Description = "Seconds for which a silo is paused or cut off." };
        var minutes = new Option<double>("--minutes") { DefaultValueFactory = _ => 60, Description = "No further fault after so long." };
        var kinds = new Option<string[]>("--kind") { Description = $"{string.Join(", ", FaultCatalog.Kinds)}; repeat for several. Default: all that can be made here." };
        var data = new Option<DirectoryInfo?>("--data") { Description = "A new folder for the cluster and its logs, which stays; default: a temporary one, which stays when something is wrong." };
        return new Command("chaos", "Break a cluster of this machine again and again, and prove that nothing is lost.") { faults, seed, items, concurrency, pause, minutes, kinds, data }
            .Computes(async (parsed, ct) =>
            {
                var folder = parsed.GetValue(data) ?? Directory.CreateTempSubdirectory("benchhub-chaos-");
                folder.Create();
                // The database runs as another user where we are root.
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);
                }

                var options = new ChaosOptions(
                    parsed.GetValue(faults), parsed.GetValue(seed), parsed.GetValue(items), parsed.GetValue(concurrency),
                    TimeSpan.FromSeconds(parsed.GetValue(pause)), parsed.GetValue(kinds) ?? [], folder, TimeSpan.FromMinutes(parsed.GetValue(minutes)));
                var (told, isGood) = await new ChaosRun(options).Execute(ct);
                Keep(folder, parsed.GetValue(data) is not null || !isGood);
                parsed.Print(told, static answer => Console.Out.WriteLine(answer.ToJsonString(new() { WriteIndented = true })));
                return isGood ? 0 : 1;
            });
    }

    private static void Keep(DirectoryInfo folder, bool isKept)
    {
        if (isKept)
        {
            Common.Notes.MarkupLineInterpolated($"The logs are in {folder.FullName}.");
        }
        else
        {
            folder.Delete(recursive: true);
        }
    }
}
