using System.Net;
using System.Net.WebSockets;
using BenchHub.Dashboard.Tests.Browser;

namespace BenchHub.Dashboard.Tests.Live;

public sealed class LiveHubTests(DemoHub demo)
{
    [Fact]
    public async Task Job_WhileItRuns_IsSentAtEachChangeInTheShapeOfTheApi()
    {
        await using var rag = await FakeRag.Start(isOpen: false);
        var job = (await demo.Api.Post("/api/v1/batch/jobs", new { systems = new[] { await demo.Api.Register(rag) }, datasets = new[] { await demo.Api.UploadDataset() } })).Is(HttpStatusCode.Accepted);
        await using var live = await LiveSocket.Open(demo.Hub.Url);
        await live.Stream("1", "Job", (string)job["id"]!);

        var first = (await live.Next())["item"]!;
        Assert.Equal((string?)job["id"], (string?)first["id"]);
        rag.Open();
        var last = first;
        while ((string?)last["status"] != "completed")
        {
            var next = (await live.Next())["item"]!;
            Assert.True((long)next["revision"]! > (long)last["revision"]!);
            last = next;
        }

        Assert.Equal(3, (int)last["itemsDone"]!);
        Assert.Single(last["results"]!.AsArray());
    }

    [Fact]
    public async Task Job_ThatIsNotThere_EndsWithTheSentenceOfTheApi()
    {
        await using var live = await LiveSocket.Open(demo.Hub.Url);
        await live.Stream("1", "Job", "job_nothing");
        var end = await live.Next();

        Assert.Equal(3, (int)end["type"]!);
        Assert.Contains("Job 'job_nothing' does not exist", (string?)end["error"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaderboard_WhenAResultComes_IsSentAnew()
    {
        await using var rag = await FakeRag.Start();
        var (system, dataset) = (await demo.Api.Register(rag), await demo.Api.UploadDataset());
        await using var live = await LiveSocket.Open(demo.Hub.Url);
        await live.Stream("1", "Leaderboard", dataset, "ndcg@10");
        var first = (await live.Next())["item"]!;
        Assert.Empty(first["entries"]!.AsArray());

        var job = await demo.Api.Run(new { name = "ranked", systems = new[] { system }, datasets = new[] { dataset }, metrics = new[] { "ndcg@10" } });
        var next = (await live.Next())["item"]!;

        Assert.True((long)next["revision"]! > (long)first["revision"]!);
        Assert.Equal((string?)job["results"]![0]!["id"], (string?)Assert.Single(next["entries"]!.AsArray())!["resultId"]);
    }

    [Fact]
    public async Task Leaderboard_WhenAResultIsQuarantinedAndReleased_IsSentAnew()
    {
        await using var rag = await FakeRag.Start();
        var (system, dataset) = (await demo.Api.Register(rag), await demo.Api.UploadDataset());
        var job = await demo.Api.Run(new { systems = new[] { system }, datasets = new[] { dataset }, metrics = new[] { "ndcg@10" } });
        var result = (string)job["results"]![0]!["id"]!;
        await using var live = await LiveSocket.Open(demo.Hub.Url);
        await live.Stream("1", "Leaderboard", dataset, "ndcg@10");
        Assert.Single((await live.Next())["item"]!["entries"]!.AsArray());

        (await demo.Api.Post($"/api/v1/results/{result}/quarantine", new { reason = "The index was cut." })).Is(HttpStatusCode.OK);
        Assert.Empty((await live.Next())["item"]!["entries"]!.AsArray());

        (await demo.Api.Delete($"/api/v1/results/{result}/quarantine")).Is(HttpStatusCode.OK);
        Assert.Equal(result, (string?)Assert.Single((await live.Next())["item"]!["entries"]!.AsArray())!["resultId"]);
    }

    [Fact]
    public async Task Leaderboard_OfAScoreThatAnotherToolComputed_IsSent()
    {
        var name = Scenes.Unique("outputs");
        var made = (await demo.Api.Upload(
            "/api/v1/systems/recorded", null, ("format", "outputs", null), ("name", name, null), ("newDataset", Scenes.Unique("made"), null),
            ("file", "{\"id\": \"a\", \"output\": \"4\", \"target\": \"4\", \"scores\": {\"own\": 0.5}}\n", "o.jsonl"))).Is(HttpStatusCode.Created);
        var dataset = (string)made["dataset"]!;
        await demo.Api.Run(new { systems = new[] { name }, datasets = new[] { dataset } });
        await using var live = await LiveSocket.Open(demo.Hub.Url);
        await live.Stream("1", "Leaderboard", dataset, "imported:own");
        Assert.Equal(0.5, (double)Assert.Single((await live.Next())["item"]!["entries"]!.AsArray())!["value"]!);

        await using var judged = await LiveSocket.Open(demo.Hub.Url);
        await judged.Stream("1", "Leaderboard", dataset, "judge:strict");
        Assert.Empty((await judged.Next())["item"]!["entries"]!.AsArray());
    }

    [Fact]
    public async Task Overview_AtFirst_TellsWhatRuns()
    {
        await using var live = await LiveSocket.Open(demo.Hub.Url);
        await live.Stream("1", "Overview");

        Assert.NotNull((int?)(await live.Next())["item"]!["jobs"]!["running"]);
    }

    [Fact]
    public async Task Notifications_WhenAJobEnds_AreSentAnew()
    {
        await using var rag = await FakeRag.Start();
        var (system, dataset) = (await demo.Api.Register(rag), await demo.Api.UploadDataset());
        await using var live = await LiveSocket.Open(demo.Hub.Url);
        await live.Stream("1", "Notifications");
        var first = (await live.Next())["item"]!;

        var job = await demo.Api.Run(new { name = $"told-{system}", systems = new[] { system }, datasets = new[] { dataset }, metrics = new[] { "ndcg@10" } });
        var next = (await live.Next())["item"]!;
        while (!next["items"]!.AsArray().Any(item => (string?)item!["link"] == $"/jobs/{job["id"]}"))
        {
            next = (await live.Next())["item"]!;
        }

        Assert.True((long)next["unread"]! > (long)first["unread"]!);
        Assert.DoesNotContain(first["items"]!.AsArray(), item => (string?)item!["link"] == $"/jobs/{job["id"]}");
    }

    [Fact]
    public async Task Socket_OfAPageElsewhere_IsRefused()
    {
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => LiveSocket.Open(demo.Hub.Url, origin: "http://elsewhere.example"));

        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Socket_OfTheHubsOwnPage_IsTaken()
    {
        await using var live = await LiveSocket.Open(demo.Hub.Url, origin: demo.Hub.Url.GetLeftPart(UriPartial.Authority));
    }

    [Fact]
    public async Task Socket_OfAHubWithAKey_NeedsItAndTakesItFromTheAddressOnlyHere()
    {
        await using var hub = await ApiHub.Start(settings: ("BenchHub:ApiKey", "opensesame"));
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => LiveSocket.Open(hub.Url, "wrong"));
        Assert.Contains("401", refused.Message, StringComparison.Ordinal);

        await using var live = await LiveSocket.Open(hub.Url, "opensesame");
        var elsewhere = await hub.Http.GetAsync(new Uri("/api/v1/info?access_token=opensesame", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, elsewhere.StatusCode);
    }
}
