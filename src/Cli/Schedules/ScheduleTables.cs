using System.Text.Json.Nodes;

namespace BenchHub.Cli.Schedules;

internal static class ScheduleTables
{
    public static void Say(JsonNode schedule) => Console.WriteLine(
        $"{schedule["name"]} ({schedule["id"]}): {schedule["description"]} ({schedule["timeZone"]}), {((bool)schedule["paused"]! ? "paused" : $"next run {Next(schedule)}")}");

    public static void Triggered(JsonNode schedule)
    {
        var job = schedule["lastRun"]!["jobId"];
        Console.WriteLine($"{schedule["name"]} runs as {job}; watch it with 'benchhub jobs watch {job}'.");
    }

    public static void Show(JsonNode schedule)
    {
        Say(schedule);
        Console.WriteLine($"cron {schedule["cron"]}, missed runs: {schedule["missedRuns"]}, job {schedule["job"]!.ToJsonString()}");
        var table = Tables.Of("due", "outcome", "job", "status", "note");
        foreach (var run in schedule["runs"]!.AsArray())
        {
            var count = (int)run!["count"]!;
            table.Row(run["due"], count == 1 ? run["outcome"] : $"{run["outcome"]} ({count})", run["jobId"], run["jobStatus"], run["note"]);
        }

        table.Show();
    }

    public static void List(JsonNode answer)
    {
        var table = Tables.Of("name", "cron", "time zone", "next run", "last run", "outcome", "id");
        foreach (var schedule in answer["items"]!.AsArray())
        {
            table.Row(
                schedule!["name"], schedule["cron"], schedule["timeZone"], (bool)schedule["paused"]! ? "paused" : Next(schedule),
                schedule["lastRun"]?["at"], schedule["lastRun"]?["outcome"], schedule["id"]);
        }

        table.Show();
    }

    private static JsonNode? Next(JsonNode schedule) => schedule["nextRuns"]!.AsArray().FirstOrDefault();
}
