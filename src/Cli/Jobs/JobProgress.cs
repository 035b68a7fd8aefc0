using System.CommandLine;
using System.Text.Json.Nodes;
using BenchHub.Cli.Hub;
using Spectre.Console;

namespace BenchHub.Cli.Jobs;

/// <summary>Follows a job to its end by long polling, with one bar per task on stderr.</summary>
internal static class JobProgress
{
    /// <summary>Prints a job that was submitted, at its end where the caller waits for that.</summary>
    /// <returns>1 when the caller waited and the job did not complete, else 0.</returns>
    public static async Task<int> Show(HubClient hub, ParseResult parsed, JsonNode job, bool wait, CancellationToken ct)
    {
        job = wait ? await Follow(hub, (string)job["id"]!, ct) : job;
        parsed.Print(job, JobTables.Show);
        return !wait || (string?)job["status"] == "completed" ? 0 : 1;
    }

    public static async Task<JsonNode> Follow(HubClient hub, string id, CancellationToken ct)
    {
        try
        {
            await Common.Notes.Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
                .StartAsync(context => Watch(hub, id, context, ct));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            Common.Notes.MarkupLineInterpolated($"The job goes on in the hub. Watch it with 'benchhub jobs watch {id}', end it with 'benchhub jobs cancel {id}'.");
            throw;
        }

        return await hub.GetPatiently($"/api/v1/batch/jobs/{id}", ct);
    }

    /// <summary>Waits until a share of a job's items is done, or nothing more will be.</summary>
    public static async Task<JsonNode> Reach(HubClient hub, string id, double share, CancellationToken ct)
    {
        for (var since = 0L; ;)
        {
            var job = await hub.GetPatiently($"/api/v1/batch/jobs/{id}/progress?since={since}&wait=5", ct);
            since = (long)job["revision"]!;
            if ((int)job["itemsDone"]! >= share * (int)job["itemsTotal"]! || (string?)job["status"] is not ("running" or "pending"))
            {
                return job;
            }
        }
    }

    private static async Task Watch(HubClient hub, string id, ProgressContext context, CancellationToken ct)
    {
        var bars = new Dictionary<int, ProgressTask>();
        for (var since = 0L; ;)
        {
            var job = await hub.GetPatiently($"/api/v1/batch/jobs/{id}/progress?since={since}&wait=20", ct);
            since = (long)job["revision"]!;
            foreach (var task in job["tasks"]!.AsArray())
            {
                Draw(context, bars, task!);
            }

            if ((string?)job["status"] is "completed" or "failed" or "cancelled" or "paused")
            {
                return;
            }
        }
    }

    private static void Draw(ProgressContext context, Dictionary<int, ProgressTask> bars, JsonNode task)
    {
        var number = (int)task["number"]!;
        if (!bars.TryGetValue(number, out var bar))
        {
            bars[number] = bar = context.AddTask(Markup.Escape($"{task["system"]} on {task["dataset"]}"), maxValue: Math.Max(1, (int)task["items"]!));
        }

        bar.Value = (int)task["done"]!;
        var note = (string?)task["status"] == "waiting" ? (string?)task["message"] : (int)task["failed"]! > 0 ? $"{task["failed"]} failed" : null;
        bar.Description = Markup.Escape($"{task["system"]} on {task["dataset"]}{(note is null ? "" : $" ({note})")}");
    }
}
