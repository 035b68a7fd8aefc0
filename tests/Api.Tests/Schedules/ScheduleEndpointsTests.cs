using System.Net;
using BenchHub.Api.Tests.Hub;

namespace BenchHub.Api.Tests.Schedules;

public sealed class ScheduleEndpointsTests(HubFixture fixture)
{
    private const string Path = "/api/v1/schedules";
    private const string NewYear = "0 0 1 1 *";

    private readonly HubCaller _api = fixture.Api;

    [Fact]
    public async Task Add_ShowsWhatItMeansAndWhenItRuns()
    {
        var (system, dataset, name) = (await _api.Register(fixture.Rag), await _api.UploadDataset(), Scenes.Unique("schedule"));
        var added = (await _api.Post(Path, new { name, cron = "0 9 * * MON", time_zone = "Asia/Seoul", job = new { systemIds = new[] { system }, datasets = new[] { dataset }, metrics = new[] { "map" } } })).Is(HttpStatusCode.Created);
        var known = (await _api.Get($"{Path}/{name}")).Is(HttpStatusCode.OK);

        Assert.Equal($"{Path}/{added["id"]}", added.Response.Headers.Location?.ToString());
        Assert.Equal(added.Text, known.Text);
        Assert.Equal(("At 09:00 on Monday", "Asia/Seoul", "0 9 * * MON", false, "once"), (
            (string?)known["description"], (string?)known["timeZone"], (string?)known["cron"], (bool)known["paused"], (string?)known["missedRuns"]));
        Assert.Null(known.Json["lastRun"]);

        // Nine in Seoul is midnight in UTC.
        var next = known["nextRuns"].AsArray().Select(static at => DateTimeOffset.Parse((string)at!)).ToList();
        Assert.Equal(5, next.Count);
        Assert.All(next, static at => Assert.Equal((DayOfWeek.Monday, 0, 0, TimeSpan.Zero), (at.DayOfWeek, at.Hour, at.Minute, at.Offset)));
        Assert.Equal($$"""{"systems":["{{system}}"],"datasets":["{{dataset}}"],"metrics":["map"]}""", known["job"].ToJsonString());
        (await _api.Delete($"{Path}/{name}")).Is(HttpStatusCode.NoContent);
        (await _api.Get($"{Path}/{added["id"]}")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Trigger_RunsTheJobOfATemplate_AndTheRunTellsHowItStands()
    {
        var (system, dataset, template) = (await _api.Register(fixture.Rag), await _api.UploadDataset(), Scenes.Unique("template"));
        (await _api.Post("/api/v1/templates", new { name = template, job = new { systems = new[] { system }, metrics = new[] { "mrr" } } })).Is(HttpStatusCode.Created);
        var name = Scenes.Unique("schedule");
        (await _api.Post(Path, new { name, cron = NewYear, template, job = new { datasets = new[] { dataset } } })).Is(HttpStatusCode.Created);

        var key = Scenes.Unique("key");
        var triggered = (await _api.Post($"{Path}/{name}/trigger", null, key)).Is(HttpStatusCode.OK);
        var job = await _api.Follow((string)triggered["lastRun"]["jobId"]!);
        var again = (await _api.Post($"{Path}/{name}/trigger", null, key)).Is(HttpStatusCode.OK);

        Assert.Equal((name, "completed"), ((string?)job["name"], (string?)job["status"]));
        var run = Assert.Single(again["runs"].AsArray())!;
        Assert.Equal(("submitted", "completed", true, (string?)job["id"]), ((string?)run["outcome"], (string?)run["jobStatus"], (bool)run["manual"]!, (string?)run["jobId"]));
        Assert.Equal(template, (string?)again["template"]);
        (await _api.Delete($"{Path}/{name}")).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task PauseResumeChange_ShowInTheList()
    {
        var name = await Add(Scenes.Unique("schedule"));
        var paused = (await _api.Post($"{Path}/{name}/pause")).Is(HttpStatusCode.OK);
        Assert.Equal((true, 0), ((bool)paused["paused"], paused["nextRuns"].AsArray().Count));
        (await _api.Post($"{Path}/{name}/resume")).Is(HttpStatusCode.OK);
        var body = (await _api.Get($"{Path}/{name}"))["job"];
        var changed = (await _api.Put($"{Path}/{name}", new { name, cron = "@daily", missedRuns = "all", job = body })).Is(HttpStatusCode.OK);

        var listed = (await _api.Get($"{Path}?limit=1000")).Is(HttpStatusCode.OK)["items"].AsArray().Single(item => (string?)item!["name"] == name)!;
        Assert.Equal(("@daily", "all", changed["nextRuns"].ToJsonString()), ((string?)listed["cron"], (string?)listed["missedRuns"], listed["nextRuns"]!.ToJsonString()));
        Assert.StartsWith("id,name,cron,timeZone,paused,nextRun,lastRun,lastOutcome,lastJobId\r\n", (await _api.Get($"{Path}?format=csv")).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        (await _api.Delete($"{Path}/{name}")).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Add_WhatCannotBe_IsRefusedWithItsField()
    {
        var (system, dataset) = (await _api.Register(fixture.Rag), await _api.UploadDataset());
        object job = new { systems = new[] { system }, datasets = new[] { dataset } };
        var name = await Add(Scenes.Unique("schedule"));
        await Refuses(HttpStatusCode.BadRequest, "cron", new { name = "x", job });
        await Refuses(HttpStatusCode.BadRequest, "cron", new { name = "x", cron = "0 0 * *", job });
        await Refuses(HttpStatusCode.BadRequest, "timeZone", new { name = "x", cron = NewYear, timeZone = "Mars/Olympus", job });
        await Refuses(HttpStatusCode.BadRequest, "missedRuns", new { name = "x", cron = NewYear, missedRuns = "twice", job });
        await Refuses(HttpStatusCode.BadRequest, "job", new { name = "x", cron = NewYear });
        await Refuses(HttpStatusCode.BadRequest, "name", new { cron = NewYear, job });
        await Refuses(HttpStatusCode.NotFound, "template", new { name = "x", cron = NewYear, template = "nobody" });
        await Refuses(HttpStatusCode.NotFound, "systems", new { name = "x", cron = NewYear, job = new { systems = new[] { "nobody" }, datasets = new[] { dataset } } });
        await Refuses(HttpStatusCode.BadRequest, "metrics", new { name = "x", cron = NewYear, job = new { systems = new[] { system }, datasets = new[] { dataset }, metrics = new[] { "ndgc@10" } } });
        await Refuses(HttpStatusCode.BadRequest, "concurrency", new { name = "x", cron = NewYear, job = new { systems = new[] { system }, datasets = new[] { dataset }, concurrency = 0 } });
        await Refuses(HttpStatusCode.Conflict, "name", new { name, cron = NewYear, job });
        (await _api.Post($"{Path}/nobody/trigger")).Is(HttpStatusCode.NotFound);
        (await _api.Delete($"{Path}/{name}")).Is(HttpStatusCode.NoContent);

        async Task Refuses(HttpStatusCode status, string field, object body) => Assert.Equal(field, (string?)(await _api.Post(Path, body)).Is(status)["field"]);
    }

    [Fact]
    public async Task Preview_TellsWithoutKeeping()
    {
        var preview = (await _api.Get($"{Path}/preview?cron={Uri.EscapeDataString("0 12 29 2 *")}&timeZone=Europe/Berlin")).Is(HttpStatusCode.OK);

        Assert.Equal("At 12:00 on day 29 of the month in February", (string?)preview["description"]);
        Assert.All(preview["nextRuns"].AsArray(), static at => Assert.Contains("-02-29T11:00:00", (string)at!, StringComparison.Ordinal));
        Assert.Equal("cron", (string?)(await _api.Get($"{Path}/preview?cron=soon")).Is(HttpStatusCode.BadRequest)["field"]);
    }

    private async Task<string> Add(string name)
    {
        var job = new { systems = new[] { await _api.Register(fixture.Rag) }, datasets = new[] { await _api.UploadDataset() }, metrics = new[] { "map" } };
        (await _api.Post(Path, new { name, cron = NewYear, job })).Is(HttpStatusCode.Created);
        return name;
    }
}
