using System.Net;
using BenchHub.Api.Tests.Hub;
using Microsoft.AspNetCore.Builder;

namespace BenchHub.Api.Tests.Jobs;

public sealed class JobEndpointsTests(HubFixture fixture)
{
    private const string Path = "/api/v1/batch/jobs";

    private readonly HubCaller _api = fixture.Api;

    [Fact]
    public async Task Submit_RunsToItsEnd_WithResultsPerMetric()
    {
        var (system, dataset) = (await _api.Register(fixture.Rag), await _api.UploadDataset());
        var submitted = (await _api.Post(Path, new { name = "first", systems = new[] { system }, datasets = new[] { dataset }, metrics = new[] { "p@1", "mrr" } })).Is(HttpStatusCode.Accepted);
        await _api.Follow((string)submitted["id"]!);
        var job = (await _api.Get($"{Path}/{submitted["id"]}")).Is(HttpStatusCode.OK).Json;

        Assert.Equal($"{Path}/{submitted["id"]}", submitted.Response.Headers.Location?.ToString());
        Assert.Equal(("completed", 100, 3, 3, 0), ((string?)job["status"], (int)job["progress"]!, (int)job["itemsDone"]!, (int)job["itemsTotal"]!, (int)job["itemsFailed"]!));
        Assert.Equal((system, dataset, "completed"), ((string?)job["tasks"]![0]!["system"], (string?)job["tasks"]![0]!["dataset"], (string?)job["tasks"]![0]!["status"]));

        // Every answer is d1, d2, d3, d4. First relevant: q1 at 1, q2 at 2, q3 at 4. MRR = (1 + 1/2 + 1/4) / 3; P@1 = 1/3.
        var metrics = job["results"]![0]!["metrics"]!;
        Assert.Equal(["precision@1", "mrr"], metrics.AsObject().Select(static metric => metric.Key));
        Assert.Equal(1.75 / 3, (double)metrics["mrr"]!["value"]!, precision: 12);
        Assert.Equal(1.0 / 3, (double)metrics["precision@1"]!["value"]!, precision: 12);
        Assert.Equal((3, 0, 0), ((int)metrics["mrr"]!["n"]!, (int)metrics["mrr"]!["errors"]!, (int)metrics["mrr"]!["undefined"]!));
        Assert.Equal((string?)job["tasks"]![0]!["resultId"], (string?)job["results"]![0]!["id"]);
    }

    [Fact]
    public async Task Submit_AsTheSeedWritesIt_UsesTheNestedSettingsAndDefaults()
    {
        var (system, dataset) = (await _api.Register(fixture.Rag), await _api.UploadDataset());
        var systemId = (string?)(await _api.Get($"/api/v1/systems/{system}"))["id"];
        var nested = await _api.PostText(Path, $$$"""{"name":"seed","system_ids":["{{{systemId}}}"],"dataset_ids":["{{{dataset}}}"],"evaluation_config":{"metrics":["map"],"top_k":2}}""");
        var plain = await _api.Run(new { systemIds = new[] { system }, datasetIds = new[] { dataset } });

        // Asked for 2, the fake answers 4 all the same; what counts is that the job kept the setting.
        var job = await _api.Follow((string)nested.Is(HttpStatusCode.Accepted)["id"]!);
        var result = (await _api.Get($"/api/v1/results/{job["results"]![0]!["id"]}")).Is(HttpStatusCode.OK);
        Assert.Equal("map", Assert.Single(result["metrics"].AsObject()).Key);
        Assert.Equal(2, (int)result["provenance"]["topK"]!);
        Assert.Equal(["ndcg@10", "recall@5", "precision@5", "mrr", "map"], plain["results"]![0]!["metrics"]!.AsObject().Select(static metric => metric.Key));
    }

    [Fact]
    public async Task Submit_SameKeySameJob_IsTheSameJob_OtherJobIs409()
    {
        var (system, dataset) = (await _api.Register(fixture.Rag), await _api.UploadDataset());
        var key = Guid.NewGuid().ToString();
        var first = (await _api.Post(Path, new { systems = new[] { system }, datasets = new[] { dataset }, metrics = new[] { "p@5" } }, key)).Is(HttpStatusCode.Accepted);
        var same = (await _api.Post(Path, new { systemIds = new[] { system }, datasets = new[] { dataset }, metrics = new[] { "precision@5" } }, key)).Is(HttpStatusCode.Accepted);
        var other = (await _api.Post(Path, new { systems = new[] { system }, datasets = new[] { dataset }, metrics = new[] { "map" } }, key)).Is(HttpStatusCode.Conflict);

        Assert.Equal((string?)first["id"], (string?)same["id"]);
        Assert.Equal("Idempotency-Key", (string?)other["field"]);
    }

    [Theory]
    [InlineData("ndgc@10", "ndcg")]
    [InlineData("recall", "recall@5")]
    [InlineData("recall@0", "cutoff")]
    [InlineData("ndcg(depth=3)", "no parameter")]
    public async Task Submit_UnknownMetricOrCutoff_Is400ThatSaysWhatWouldDo(string metric, string hint)
    {
        var refused = (await _api.Post(Path, new { systems = Array.Empty<string>(), datasets = Array.Empty<string>(), metrics = new[] { metric } })).Is(HttpStatusCode.BadRequest);

        Assert.Equal("https://benchhub.dev/problems/unknown-metric", (string?)refused["type"]);
        Assert.Contains(hint, (string?)refused["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_EverythingWrong_IsOneAnswerWithEveryFinding()
    {
        var refused = (await _api.Post(Path, new { systems = Array.Empty<string>(), datasets = Array.Empty<string>(), concurrency = 0, topK = 0 })).Is(HttpStatusCode.BadRequest);

        Assert.Equal(["systemIds", "datasetIds", "concurrency", "topK"], refused["findings"].AsArray().Select(static finding => (string?)finding!["check"]));
    }

    [Fact]
    public async Task Submit_NamesThatDoNotExist_Are404()
    {
        var system = await _api.Register(fixture.Rag);
        var noSystem = (await _api.Post(Path, new { systems = new[] { "nobody" }, datasets = new[] { "nothing" } })).Is(HttpStatusCode.NotFound);
        var noDataset = (await _api.Post(Path, new { systems = new[] { system }, datasetIds = new[] { "nothing" } })).Is(HttpStatusCode.NotFound);

        Assert.Equal(("systems", "datasetIds"), ((string?)noSystem["field"], (string?)noDataset["field"]));
    }

    [Fact]
    public async Task Submit_DeletedSystem_Is409()
    {
        var (system, dataset) = (await _api.Register(fixture.Rag), await _api.UploadDataset());
        var id = (string?)(await _api.Delete($"/api/v1/systems/{system}"))["id"];
        var refused = (await _api.Post(Path, new { systems = new[] { id }, datasets = new[] { dataset } })).Is(HttpStatusCode.Conflict);

        Assert.Contains(system, (string?)refused["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_WaitsForTheNextChange()
    {
        await using var rag = await FakeRag.Start(isOpen: false);
        var (system, dataset) = (await _api.Register(rag), await _api.UploadDataset());
        var submitted = (await _api.Post(Path, new { systems = new[] { system }, datasets = new[] { dataset }, metrics = new[] { "map" } })).Is(HttpStatusCode.Accepted);
        await rag.Asked;

        // Nothing is answered yet, so a long poll from the newest revision stays open until the service is let go.
        var now = (await _api.Get($"{Path}/{submitted["id"]}/progress")).Is(HttpStatusCode.OK);
        var next = _api.Get($"{Path}/{submitted["id"]}/progress?since={now["revision"]}&wait=20");
        Assert.False(next.IsCompleted);
        rag.Open();

        Assert.True((long)(await next).Is(HttpStatusCode.OK)["revision"] > (long)now["revision"]);
        Assert.Equal("completed", (string?)(await _api.Follow((string)submitted["id"]!))["status"]);
    }

    [Fact]
    public async Task Progress_HubThatStops_DoesNotWaitForTheJob()
    {
        await using var rag = await FakeRag.Start(isOpen: false);
        var polled = new TaskCompletionSource();
        await using var hub = await ApiHub.Start(more: app => app.Use((http, next) =>
        {
            if (http.Request.Query.ContainsKey("wait"))
            {
                polled.TrySetResult();
            }

            return next(http);
        }));
        var api = new HubCaller(hub.Http);
        var submitted = (await api.Post(Path, new { systems = new[] { await api.Register(rag) }, datasets = new[] { await api.UploadDataset() } })).Is(HttpStatusCode.Accepted);
        await rag.Asked;
        var now = await api.Get($"{Path}/{submitted["id"]}/progress");
        var poll = api.Get($"{Path}/{submitted["id"]}/progress?since={now["revision"]}&wait=20");
        await polled.Task.WaitAsync(TimeSpan.FromSeconds(10));
        var stopping = hub.Stop();

        (await poll.WaitAsync(TimeSpan.FromSeconds(10))).Is(HttpStatusCode.ServiceUnavailable);
        rag.Open();
        await stopping;
    }

    [Fact]
    public async Task PauseThenResume_LosesNothing()
    {
        await using var rag = await FakeRag.Start(isOpen: false);
        var (system, dataset) = (await _api.Register(rag), await _api.UploadDataset());
        var id = (string)(await _api.Post(Path, new { systems = new[] { system }, datasets = new[] { dataset }, concurrency = 1, metrics = new[] { "map" } })).Is(HttpStatusCode.Accepted)["id"]!;
        await rag.Asked;

        // Pausing waits for the open call; the progress address answers meanwhile.
        var paused = _api.Post($"{Path}/{id}/pause");
        while ((string?)(await _api.Get($"{Path}/{id}/progress")).Is(HttpStatusCode.OK)["status"] != "paused")
        {
            Assert.False(paused.IsCompleted);
        }

        rag.Open();
        Assert.Equal("paused", (string?)(await paused).Is(HttpStatusCode.OK)["status"]);
        (await _api.Post($"{Path}/{id}/resume")).Is(HttpStatusCode.OK);
        var job = await _api.Follow(id);
        Assert.Equal(("completed", 3), ((string?)job["status"], (int)job["itemsDone"]!));
    }

    [Fact]
    public async Task Cancel_EndsTheJob_AndMayBeRepeated()
    {
        await using var rag = await FakeRag.Start(isOpen: false);
        var (system, dataset) = (await _api.Register(rag), await _api.UploadDataset());
        var id = (string)(await _api.Post(Path, new { systems = new[] { system }, datasets = new[] { dataset }, metrics = new[] { "map" } })).Is(HttpStatusCode.Accepted)["id"]!;
        await rag.Asked;

        Assert.Equal("cancelled", (string?)(await _api.Post($"{Path}/{id}/cancel")).Is(HttpStatusCode.OK)["status"]);
        Assert.Equal("cancelled", (string?)(await _api.Post($"{Path}/{id}/cancel")).Is(HttpStatusCode.OK)["status"]);
        (await _api.Post($"{Path}/{id}/resume")).Is(HttpStatusCode.Conflict);
        (await _api.Post($"{Path}/{id}/retry")).Is(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/progress?wait=20")]
    public async Task Get_UnknownJob_Is404(string below) => (await _api.Get($"{Path}/job_nobody{below}")).Is(HttpStatusCode.NotFound);

    [Theory]
    [InlineData("cancel")]
    [InlineData("pause")]
    [InlineData("resume")]
    [InlineData("retry")]
    public async Task Steer_UnknownJob_Is404(string verb) => (await _api.Post($"{Path}/job_nobody/{verb}")).Is(HttpStatusCode.NotFound);

    [Fact]
    public async Task List_ByStatus_ShowsTheJob()
    {
        var (system, dataset) = (await _api.Register(fixture.Rag), await _api.UploadDataset());
        var job = await _api.Run(new { name = "listed", systems = new[] { system }, datasets = new[] { dataset }, metrics = new[] { "map" } });
        var completed = (await _api.Get($"{Path}?status=completed&limit=1000")).Is(HttpStatusCode.OK);
        var csv = (await _api.Get($"{Path}?limit=1000&format=csv")).Is(HttpStatusCode.OK);

        Assert.Contains(completed["items"].AsArray(), item => (string?)item!["id"] == (string?)job["id"] && (string?)item["status"] == "completed");
        Assert.Contains($"{job["id"]},listed,completed,map,", csv.Text, StringComparison.Ordinal);
        Assert.Equal("status", (string?)(await _api.Get($"{Path}?status=done")).Is(HttpStatusCode.BadRequest)["field"]);
    }
}
