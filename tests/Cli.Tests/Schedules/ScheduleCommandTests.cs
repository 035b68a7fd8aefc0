using BenchHub.Cli.Tests.Processes;

namespace BenchHub.Cli.Tests.Schedules;

/// <summary>Saved and scheduled jobs as a person works with them.</summary>
public sealed class ScheduleCommandTests(Bench bench)
{
    [Fact]
    public async Task Templates_SaveListShowRunRemove()
    {
        var hub = await bench.Hub;
        (await hub.Run("templates", "save", "usual", "--system", "bm25", "--dataset", Bench.Dataset, "--metric", "ndcg@10", "--description", "what we always do")).Succeeded();
        Assert.Contains("is taken", (await hub.Run("templates", "save", "usual", "--system", "bm25")).Refusal(), StringComparison.Ordinal);
        (await hub.Run("templates", "save", "usual", "--replace", "--system", "bm25", "--dataset", Bench.Dataset, "--metric", "mrr")).Succeeded();

        var job = (await hub.Run("run", "--template", "usual", "--system", "tfidf", "--metric", "recall@5", "--wait", "--json")).Json;
        var plain = (await hub.Run("templates", "run", "usual", "--wait", "--json")).Json;

        Assert.Equal(("tfidf", "recall@5"), ((string?)job["results"]![0]!["system"], Assert.Single(job["results"]![0]!["metrics"]!.AsObject()).Key));
        Assert.Equal(("bm25", "mrr"), ((string?)plain["results"]![0]!["system"], Assert.Single(plain["results"]![0]!["metrics"]!.AsObject()).Key));
        Assert.Contains("usual", (await hub.Run("templates", "list")).Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal("mrr", (string?)(await hub.Run("templates", "show", "usual", "--json")).Json["job"]!["metrics"]![0]);
        (await hub.Run("templates", "remove", "usual")).Succeeded();
        Assert.Contains("does not exist", (await hub.Run("run", "--template", "usual")).Refusal(), StringComparison.Ordinal);
        Assert.Contains("Name at least one --system, or a --template.", (await hub.Run("run", "--dataset", Bench.Dataset)).Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schedules_AddListPauseResumeTriggerShowRemove()
    {
        var hub = await bench.Hub;
        string[] job = ["--system", "bm25", "--dataset", Bench.Dataset, "--metric", "mrr"];
        Assert.Contains("It takes 0 to 23", (await hub.Run(["schedules", "add", "nightly", "--cron", "0 25 * * *", .. job])).Refusal(), StringComparison.Ordinal);
        var added = (await hub.Run(["schedules", "add", "nightly", "--cron", "30 2 1 1 *", "--time-zone", "Europe/Berlin", "--missed", "skip", .. job])).Succeeded().Output;

        Assert.Matches(@"^nightly \(sch_\w+\): At 02:30 on day 1 of the month in January \(Europe/Berlin\), next run \d{4}-01-01T01:30:00", added);
        Assert.Contains("paused", (await hub.Run("schedules", "pause", "nightly")).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("paused", (await hub.Run("schedules", "list")).Succeeded().Output, StringComparison.Ordinal);
        (await hub.Run("schedules", "resume", "nightly")).Succeeded();
        var triggered = (await hub.Run("schedules", "trigger", "nightly", "--json")).Json;
        var finished = await hub.Finished((string)triggered["lastRun"]!["jobId"]!);

        Assert.Equal("completed", (string?)finished["status"]);
        var shown = (await hub.Run("schedules", "show", "nightly")).Succeeded().Output;
        Assert.Contains("missed runs: skip", shown, StringComparison.Ordinal);
        Assert.Matches($"submitted +{finished["id"]} +completed", shown);
        (await hub.Run("schedules", "remove", "nightly")).Succeeded();
        Assert.Empty((await hub.Run("schedules", "list", "--json")).Json["items"]!.AsArray());
    }
}
