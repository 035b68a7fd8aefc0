using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using BenchHub.Api.Tests.Hub;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BenchHub.Api.Tests.Monitoring;

public sealed class MonitoringEndpointsTests(HubFixture fixture)
{
    private const string Path = "/api/v1/monitoring";

    private readonly HubCaller _api = fixture.Api;

    /// <summary>Listens for webhooks; built-in rules tell every channel, also of what other tests measure.</summary>
    private static async Task<(WebApplication App, ChannelReader<(string Delivery, string Signature, JsonNode Body)> Told)> Receiver()
    {
        var told = Channel.CreateUnbounded<(string, string, JsonNode)>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/hook", async (HttpRequest request) => told.Writer.TryWrite(
            (request.Headers["BenchHub-Delivery"].ToString(), request.Headers["BenchHub-Signature"].ToString(), (await JsonNode.ParseAsync(request.Body))!)));
        await app.StartAsync();
        return (app, told.Reader);
    }

    private static async Task<(string Delivery, string Signature, JsonNode Body)> First(ChannelReader<(string Delivery, string Signature, JsonNode Body)> told, Func<JsonNode, bool> isIt)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await told.ReadAllAsync(limit.Token).FirstAsync(one => isIt(one.Body), limit.Token);
    }

    [Fact]
    public async Task Rules_AreMadeReadChangedSilencedAndRemoved()
    {
        var name = Scenes.Unique("rule");
        var made = (await _api.Post($"{Path}/rules", new { name, metric = "NDCG@10", min = 0.5, channels = Array.Empty<string>() })).Is(HttpStatusCode.Created);
        var id = (string)made["id"]!;
        Assert.Equal(("threshold", "ndcg@10", 0.5, "ok", false), ((string?)made["kind"], (string?)made["metric"], (double)made["min"], (string?)made["state"], (bool)made["builtIn"]));
        Assert.Equal($"{Path}/rules/{id}", made.Response.Headers.Location!.ToString());
        Assert.Contains((await _api.Get($"{Path}/rules"))["items"].AsArray(), rule => (string?)rule!["id"] == id);
        Assert.Contains((await _api.Get($"{Path}/rules"))["items"].AsArray(), static rule => (string?)rule!["id"] == "rule_recall5" && (bool)rule["builtIn"]! && (double)rule["min"]! == 0.7);

        var changed = (await _api.Put($"{Path}/rules/{name}", new { name, baseline = "previous", alpha = 0.01, severity = "high" })).Is(HttpStatusCode.OK);
        Assert.Equal(("drop", "previous", 0.01, "randomization", "high"), ((string?)changed["kind"], (string?)changed["baseline"], (double)changed["alpha"], (string?)changed["test"], (string?)changed["severity"]));
        Assert.Null(changed.Json["metric"]);

        var silenced = (await _api.Post($"{Path}/rules/{id}/silence", new { minutes = 30, reason = "at work" })).Is(HttpStatusCode.OK);
        Assert.Equal(("silenced", "at work"), ((string?)silenced["state"], (string?)silenced["silenceReason"]));
        Assert.Equal("ok", (string?)(await _api.Delete($"{Path}/rules/{id}/silence")).Is(HttpStatusCode.OK)["state"]);

        (await _api.Delete($"{Path}/rules/{id}")).Is(HttpStatusCode.NoContent);
        (await _api.Get($"{Path}/rules/{id}")).Is(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"name":"x","metric":"recal@5","min":0.5}""", 400, "metric", "did you mean recall@5")]
    [InlineData("""{"name":"x","metric":"recall@5","min":0.5,"max":0.4}""", 400, "min", "min (0.5) is above max (0.4)")]
    [InlineData("""{"name":"x","metric":"recall@5"}""", 400, "min", "Give a min, a max or both")]
    [InlineData("""{"metric":"recall@5","min":0.5}""", 400, "name", "The name must have")]
    [InlineData("""{"name":"x","metric":"recall@5","min":0.5,"severity":"loud"}""", 400, "severity", "severity is one of")]
    [InlineData("""{"name":"x","metric":"recall@5","min":0.5,"systems":["nobody"]}""", 404, "systems", "System 'nobody' does not exist")]
    [InlineData("""{"name":"x","metric":"recall@5","min":0.5,"channels":["nobody"]}""", 404, "channels", "Channel 'nobody' does not exist")]
    [InlineData("""{"name":"x","baseline":"res_none"}""", 404, "baseline", "Result 'res_none' does not exist")]
    [InlineData("""{"name":"x","baseline":"previous","test":"magic"}""", 400, "test", "There is no paired test 'magic'")]
    public async Task Rules_ThatMeanNothing_AreRefusedWithTheirField(string body, int status, string field, string message)
    {
        var refused = (await _api.PostText($"{Path}/rules", body)).Is((HttpStatusCode)status);

        Assert.Equal(field, (string?)refused["field"]);
        Assert.Contains(message, (string?)refused["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_NameTwice_IsAConflict_AndTheSameKeyChangesNothing()
    {
        var body = new { name = Scenes.Unique("rule"), metric = "mrr", max = 0.9 };
        var first = (await _api.Post($"{Path}/rules", body, "key-of-" + body.name)).Is(HttpStatusCode.Created);

        Assert.Equal((string?)first["id"], (string?)(await _api.Post($"{Path}/rules", body, "key-of-" + body.name)).Is(HttpStatusCode.Created)["id"]);
        Assert.Equal((string?)first["id"], (string?)(await _api.Post($"{Path}/rules", new { body.name, metric = "MRR", body.max }, "key-of-" + body.name)).Is(HttpStatusCode.Created)["id"]);
        Assert.Equal("Idempotency-Key", (string?)(await _api.Post($"{Path}/rules", new { body.name, body.metric, max = 0.8 }, "key-of-" + body.name)).Is(HttpStatusCode.Conflict)["field"]);
        Assert.Equal(0.9, (double)(await _api.Get($"{Path}/rules/{first["id"]}"))["max"]);
        Assert.Equal("name", (string?)(await _api.Post($"{Path}/rules", body)).Is(HttpStatusCode.Conflict)["field"]);
    }

    [Theory]
    [InlineData("{}", "until")]
    [InlineData("""{"minutes":-1}""", "minutes")]
    [InlineData("""{"until":"2020-01-01T00:00:00Z"}""", "until")]
    public async Task Silence_WithoutAnEnd_IsRefused(string body, string field) =>
        Assert.Equal(field, (string?)(await _api.PostText($"{Path}/rules/rule_precision5/silence", body)).Is(HttpStatusCode.BadRequest)["field"]);

    [Fact]
    public async Task Job_BelowALimit_IsAnAlertThatIsToldSignedAndListed()
    {
        var (receiver, told) = await Receiver();
        await using var _ = receiver;
        var channel = (await _api.Post($"{Path}/channels", new { name = Scenes.Unique("channel"), kind = "webhook", url = receiver.Urls.Single() + "/hook?key=k", secret = "s3cret" })).Is(HttpStatusCode.Created);
        Assert.Equal((receiver.Urls.Single() + "/hook", true), ((string?)channel["url"], (bool)channel["signed"]));
        Assert.DoesNotContain("s3cret", channel.Text + (await _api.Get($"{Path}/channels")).Text, StringComparison.Ordinal);

        var (system, dataset) = (await _api.Register(fixture.Rag), await _api.UploadDataset());
        var rule = (await _api.Post($"{Path}/rules", new { name = Scenes.Unique("rule"), metric = "mrr", min = 0.99, systems = new[] { system }, channels = new[] { (string?)channel["name"] } })).Is(HttpStatusCode.Created);
        var job = await _api.Run(new { name = "for an alert", systems = new[] { system }, datasets = new[] { dataset }, metrics = new[] { "mrr" } });
        var (delivery, signature, body) = await First(told, body => (string?)body["ruleId"] == (string?)rule["id"]);

        // mrr over the three judged queries: (1 + 1/2 + 1/4) / 3 = 7/12, below 0.9 x 0.99.
        Assert.Equal(("alert.firing", system, "high"), ((string?)body["event"], (string?)body["system"], (string?)body["severity"]));
        Assert.Equal(7 / 12.0, (double)body["value"]!, precision: 12);
        Assert.Equal((string?)body["id"], delivery);
        Assert.StartsWith("v1=", signature, StringComparison.Ordinal);

        var alert = (await _api.Get($"{Path}/alerts?state=firing&severity=high"))["items"].AsArray().First(alert => (string?)alert!["ruleId"] == (string?)rule["id"])!;
        Assert.Equal(("performance_degradation", "mrr", 0.99, dataset, "firing"), ((string?)alert["type"], (string?)alert["metric"], (double)alert["threshold"]!, (string?)alert["dataset"], (string?)alert["state"]));
        Assert.Equal((string?)channel["name"], (string?)alert["deliveries"]![0]!["channel"]);
        Assert.Equal("firing", (string?)(await _api.Get($"{Path}/rules/{rule["id"]}"))["state"]);
        Assert.StartsWith("id,at,state,severity,rule,", (await _api.Get($"{Path}/alerts?format=csv")).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Equal("state", (string?)(await _api.Get($"{Path}/alerts?state=loud")).Is(HttpStatusCode.BadRequest)["field"]);

        await Overview(system, dataset, (string)job["id"]!);
        (await _api.Delete($"{Path}/rules/{rule["id"]}")).Is(HttpStatusCode.NoContent);
        (await _api.Delete($"{Path}/channels/{channel["id"]}")).Is(HttpStatusCode.NoContent);
    }

    private async Task Overview(string system, string dataset, string job)
    {
        var overview = (await _api.Get($"{Path}/metrics/dashboard")).Is(HttpStatusCode.OK);
        Assert.True((long)overview["systems"]["total"]! > 0 && (long)overview["jobs"]["finishedToday"]! > 0 && (long)overview["evaluations"]["last24h"]! > 0 && (long)overview["alerts"]["high"]! > 0, overview.Text);
        Assert.NotNull(overview["evaluations"]["last7d"]);
        Assert.Equal(0, (decimal)overview["costs"]["last30d"]!);
        Assert.Contains(overview["recent"].AsArray(), result => (string?)result!["system"] == system);
        Assert.Empty(overview["worsened"].AsArray());

        var aggregates = (await _api.Get($"{Path}/aggregates?system={system}&dataset={dataset}")).Is(HttpStatusCode.OK);
        Assert.Equal(1, (int)aggregates["metrics"]["mrr"]!["count"]!);
        Assert.Equal(7 / 12.0, (double)aggregates["metrics"]["mrr"]!["latest"]!, precision: 12);

        var notice = (await _api.Get($"{Path}/notifications?unread=true&limit=1000"))["items"].AsArray().First(notice => (string?)notice!["link"] == $"/jobs/{job}")!;
        Assert.Equal(("jobFinished", "Job 'for an alert' is done", false), ((string?)notice["kind"], (string?)notice["title"], (bool)notice["read"]!));
        Assert.Equal(1, (int)(await _api.Post($"{Path}/notifications/read", new { ids = new[] { (string?)notice["id"] } })).Is(HttpStatusCode.OK)["read"]);
        Assert.DoesNotContain((await _api.Get($"{Path}/notifications?unread=true&limit=1000"))["items"].AsArray(), other => (string?)other!["id"] == (string?)notice["id"]);
        (await _api.Post($"{Path}/notifications/read", new { })).Is(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Channels_TestSaysWhatCameOfIt_AndBadAddressesAreRefused()
    {
        var (receiver, told) = await Receiver();
        await using var _ = receiver;
        var name = Scenes.Unique("channel");
        (await _api.Post($"{Path}/channels", new { name, url = receiver.Urls.Single() + "/hook" })).Is(HttpStatusCode.Created);

        var trial = (await _api.Post($"{Path}/channels/{name}/test")).Is(HttpStatusCode.OK);
        Assert.Equal((true, 200), ((bool)trial["delivered"], (int)trial["status"]));
        Assert.Contains(name, (string?)(await First(told, static body => (string?)body["event"] == "test")).Body["message"], StringComparison.Ordinal);
        (await _api.Post($"{Path}/channels", new { name, url = receiver.Urls.Single() })).Is(HttpStatusCode.Conflict);

        var refused = (await _api.Post($"{Path}/channels", new { name = "cloud", url = "http://169.254.169.254/latest" })).Is(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("url", (string?)refused["field"]);
        Assert.Contains("never calls such an address", (string?)refused["detail"], StringComparison.Ordinal);
        (await _api.Post($"{Path}/channels/nobody/test")).Is(HttpStatusCode.NotFound);
        Assert.Equal("kind", (string?)(await _api.Post($"{Path}/channels", new { name = "mail", kind = "mail", url = "http://127.0.0.1" })).Is(HttpStatusCode.BadRequest)["field"]);
        (await _api.Delete($"{Path}/channels/{name}")).Is(HttpStatusCode.NoContent);
    }
}
