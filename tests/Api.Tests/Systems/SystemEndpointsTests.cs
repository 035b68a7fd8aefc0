using System.Net;
using BenchHub.Api.Tests.Hub;

namespace BenchHub.Api.Tests.Systems;

public sealed class SystemEndpointsTests(HubFixture fixture)
{
    private const string Path = "/api/v1/systems";

    private readonly HubCaller _api = fixture.Api;
    private readonly string _name = Scenes.Unique("system");

    [Fact]
    public async Task Register_ThenGetByNameAndById_ShowsTheSystem()
    {
        var created = (await _api.Post(Path, new { name = _name, kind = "rag", url = fixture.Rag.Url, tags = new[] { "a" }, topK = 7 })).Is(HttpStatusCode.Created);
        var byName = (await _api.Get($"{Path}/{_name}")).Is(HttpStatusCode.OK);
        var byId = (await _api.Get($"{Path}/{created["id"]}")).Is(HttpStatusCode.OK);

        Assert.Equal($"{Path}/{created["id"]}", created.Response.Headers.Location?.ToString());
        Assert.Equal((string?)created["id"], (string?)byName["id"]);
        Assert.Equal(byName.Text, byId.Text);
        Assert.Equal("active", (string?)byId["status"]);
        Assert.Equal("rag", (string?)byId["kind"]);
        Assert.Equal(7, (int)byId["topK"]);
        Assert.Equal("/api/v1/retrieve", (string?)byId["retrieve"]["path"]);
        Assert.True((bool)byId["validation"]["isValid"]!);
    }

    [Fact]
    public async Task Register_SnakeCase_IsUnderstood()
    {
        var body = $$$$"""
            {"name":"{{{{_name}}}}","base_url":"{{{{fixture.Rag.Url}}}}","top_k":5,"health_every_seconds":120,"api_key":"k",
             "retrieve":{"document_id":"id","body":"{\"query\": {{query}}, \"n\": {{top_k}}}"},"limits":{"calls_per_second":50,"timeout_seconds":3.5}}
            """;
        var created = (await _api.PostText(Path, body)).Is(HttpStatusCode.Created);

        Assert.Equal(5, (int)created["topK"]);
        Assert.Equal(120, (double)created["healthEverySeconds"]);
        Assert.Equal(50, (double)created["limits"]["callsPerSecond"]!);
        Assert.Equal(3.5, (double)created["limits"]["timeoutSeconds"]!);
    }

    [Theory]
    [InlineData("\"kind\":\"rag-answer\"")]
    [InlineData("\"answer\":{\"contextText\":\"text\"}")]
    public async Task Register_ServiceThatAnswers_IsListedUnderItsKind(string field)
    {
        var created = (await _api.PostText(Path, $"{{\"name\":\"{_name}\",\"url\":\"{fixture.Rag.Url}\",\"headers\":{{\"X-T\":\"1\"}},{field}}}")).Is(HttpStatusCode.Created);
        var listed = (await _api.Get($"{Path}?kind=rag-answer&limit=1000")).Is(HttpStatusCode.OK);

        Assert.Equal("rag-answer", (string?)created["kind"]);
        Assert.Equal(
            """{"path":"/api/v1/answer","headers":{"X-T":"1"},"body":null,"text":"answer","contexts":"contexts","contextText":"text"}""", created["answer"].ToJsonString());
        Assert.Contains(listed["items"].AsArray(), system => (string?)system!["name"] == _name);
        Assert.All(listed["items"].AsArray(), static system => Assert.Equal("rag-answer", (string?)system!["kind"]));
        Assert.Equal("A test question was answered with 14 characters and 2 contexts.", (string?)created["validation"]["checks"]!.AsArray().Single(static check => (string?)check!["check"] == "response_format")!["detail"]);
    }

    [Theory]
    [InlineData("{\"name\":\"x\",\"colour\":\"red\"}", "colour")]
    [InlineData("{\"name\":\"x\",\"limits\":{\"speed\":1}}", "limits.speed")]
    [InlineData("{\"name\":\"x\",\"topK\":\"many\"}", "topK")]
    [InlineData("{\"name\":\"x\",\"kind\":\"oracle\"}", "kind")]
    [InlineData("{\"name\":\"x\",\"answer\":{\"contexts\":5}}", "answer.contexts")]
    [InlineData("{\"name\":\"x\",\"url\":\"http://127.0.0.1:1\",\"answer\":{\"contexts\":\"a[\"}}", "answer.contexts")]
    [InlineData("{\"name\":\"x\",\"url\":\"http://127.0.0.1:1\",\"embedding\":{\"model\":\"e\"}}", "embedding")]
    [InlineData("{\"url\":\"http://127.0.0.1:1\"}", "name")]
    [InlineData("{\"name\":\"x\",\"healthEverySeconds\":-1}", "healthEverySeconds")]
    [InlineData("{\"name\":\"x\",\"limits\":{\"timeoutSeconds\":1e300}}", "limits.timeoutSeconds")]
    [InlineData("{\"name\":\"x\",\"apiKey\":\"k\",\"secretHeaders\":{\"authorization\":\"b\"}}", "apiKey")]
    public async Task Register_WrongField_Is400ThatNamesIt(string body, string field)
    {
        var refused = (await _api.PostText(Path, body)).Is(HttpStatusCode.BadRequest);

        Assert.Equal(field, (string?)refused["field"]);
        Assert.DoesNotContain("BenchHub.Api", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Register_NobodyAnswers_Is422WithTheFindings()
    {
        var refused = (await _api.Post(Path, new { name = _name, url = $"http://127.0.0.1:{ApiHub.FreePort()}" })).Is(HttpStatusCode.UnprocessableEntity);

        Assert.Equal("https://benchhub.dev/problems/unprocessable", (string?)refused["type"]);
        Assert.Contains(refused["findings"].AsArray(), static finding => !(bool)finding!["passed"]! && ((string)finding["detail"]!).Length > 10);
        (await _api.Get($"{Path}/{_name}")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Register_NameTaken_Is409()
    {
        (await _api.Post(Path, new { name = _name, url = fixture.Rag.Url })).Is(HttpStatusCode.Created);
        var refused = (await _api.Post(Path, new { name = _name, url = fixture.Rag.Url })).Is(HttpStatusCode.Conflict);

        Assert.Equal("name", (string?)refused["field"]);
    }

    [Fact]
    public async Task Register_SameIdempotencyKey_IsTheSameSystem()
    {
        var key = Guid.NewGuid().ToString();
        var first = (await _api.Post(Path, new { name = _name, url = fixture.Rag.Url }, key)).Is(HttpStatusCode.Created);
        var second = (await _api.Post(Path, new { name = _name, url = fixture.Rag.Url }, key)).Is(HttpStatusCode.Created);

        Assert.Equal((string?)first["id"], (string?)second["id"]);
        Assert.Equal(1, (int)second["revision"]);
    }

    [Fact]
    public async Task Secrets_AreSentToTheSystemAndNeverReturned()
    {
        var secret = Guid.NewGuid().ToString("N");
        var created = (await _api.Post(Path, new { name = _name, url = fixture.Rag.Url, apiKey = secret })).Is(HttpStatusCode.Created);
        var listed = (await _api.Get($"{Path}?search={_name}")).Is(HttpStatusCode.OK);
        var csv = (await _api.Get($"{Path}?search={_name}&format=csv")).Is(HttpStatusCode.OK);

        Assert.Contains($"Bearer {secret}", fixture.Rag.Authorizations);
        Assert.Equal("Authorization", (string?)created["secretHeaders"][0]);
        Assert.All([created, listed, csv], answer => Assert.DoesNotContain(secret, answer.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Validate_DoesNotRegister()
    {
        var report = (await _api.Post($"{Path}/validate", new { name = _name, url = fixture.Rag.Url })).Is(HttpStatusCode.OK);

        Assert.True((bool)report["isValid"]);
        Assert.NotEmpty(report["checks"].AsArray());
        (await _api.Get($"{Path}/{_name}")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Update_ReplacesTheSpecAndKeepsTheSecrets()
    {
        await _api.Post(Path, new { name = _name, url = fixture.Rag.Url, apiKey = "kept" });
        var updated = (await _api.Put($"{Path}/{_name}", new { name = _name, url = fixture.Rag.Url, description = "new" })).Is(HttpStatusCode.OK);

        Assert.Equal("new", (string?)updated["description"]);
        Assert.Equal(2, (int)updated["revision"]);
        Assert.Equal("Authorization", (string?)updated["secretHeaders"][0]);
    }

    [Fact]
    public async Task Retire_FreesTheNameAndKeepsTheId()
    {
        var created = await _api.Post(Path, new { name = _name, url = fixture.Rag.Url });
        (await _api.Delete($"{Path}/{_name}")).Is(HttpStatusCode.OK);

        (await _api.Get($"{Path}/{_name}")).Is(HttpStatusCode.NotFound);
        Assert.Equal("retired", (string?)(await _api.Get($"{Path}/{created["id"]}"))["status"]);
        (await _api.Post(Path, new { name = _name, url = fixture.Rag.Url })).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task List_PageByPageWhileSystemsAreAdded_ShowsEachOnce()
    {
        var tag = Scenes.Unique("tag");
        for (var i = 0; i < 5; i++)
        {
            await _api.Post(Path, new { name = Scenes.Unique("paged"), url = fixture.Rag.Url, tags = new[] { tag } });
        }

        var seen = new List<string>();
        for (string? cursor = null; ;)
        {
            var page = (await _api.Get($"{Path}?tag={tag}&limit=2{(cursor is null ? "" : $"&cursor={cursor}")}")).Is(HttpStatusCode.OK);
            seen.AddRange(page["items"].AsArray().Select(static item => (string)item!["id"]!));
            await _api.Post(Path, new { name = Scenes.Unique("late"), url = fixture.Rag.Url, tags = new[] { tag } });
            cursor = (string?)page.Json["nextCursor"];
            if (cursor is null)
            {
                break;
            }

            Assert.Contains(cursor, page.Response.Headers.GetValues("Link").Single(), StringComparison.Ordinal);
        }

        Assert.Equal(5, seen.Count);
        Assert.Equal(5, seen.Distinct().Count());
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("limit=few", "limit")]
    [InlineData("offset=-1", "offset")]
    [InlineData("cursor=notours", "cursor")]
    [InlineData("kind=oracle", "kind")]
    [InlineData("format=xml", "format")]
    public async Task List_WrongParameter_Is400ThatNamesIt(string query, string field) =>
        Assert.Equal(field, (string?)(await _api.Get($"{Path}?{query}")).Is(HttpStatusCode.BadRequest)["field"]);

    [Fact]
    public async Task List_AsCsv_IsNoFormula()
    {
        var name = $"=HYPERLINK(\"x\"),{_name}";
        (await _api.Post(Path, new { name, url = fixture.Rag.Url })).Is(HttpStatusCode.Created);
        var csv = (await _api.Get($"{Path}?search={_name}&format=csv")).Is(HttpStatusCode.OK);

        Assert.Equal("text/csv", csv.Response.Content.Headers.ContentType?.MediaType);
        Assert.Contains($"\"'=HYPERLINK(\"\"x\"\"),{_name}\"", csv.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_NowAndHistory_AreAnswered()
    {
        await _api.Post(Path, new { name = _name, url = fixture.Rag.Url });
        var checkedNow = (await _api.Post($"{Path}/{_name}/health-check")).Is(HttpStatusCode.OK);
        var asTheSeedSays = (await _api.Get($"{Path}/{_name}/health")).Is(HttpStatusCode.OK);
        var history = (await _api.Get($"{Path}/{_name}/health/history?limit=1")).Is(HttpStatusCode.OK);

        Assert.True((bool)checkedNow["isHealthy"]);
        Assert.True((bool)asTheSeedSays["isHealthy"]);
        Assert.Equal((DateTimeOffset)asTheSeedSays["checkedAt"], (DateTimeOffset)Assert.Single(history.Json.AsArray())!["checkedAt"]!, TimeSpan.FromMilliseconds(1));
        Assert.Contains("rel=\"next\"", history.Response.Headers.GetValues("Link").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Timestamps_AreUtc() =>
        Assert.EndsWith("+00:00", (string?)(await _api.Post(Path, new { name = _name, url = fixture.Rag.Url }))["createdAt"], StringComparison.Ordinal);
}
