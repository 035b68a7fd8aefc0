using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BenchHub.Cli.Tests.Processes;

namespace BenchHub.Cli.Tests.Models;

/// <summary>The hub as a provider of batches, in the shapes of OpenAI's interface, over a model that counts what it is asked.</summary>
public sealed class ServedBatchTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Batch_GoodAndBadRequests_FillsBothFilesInTheProvidersShape()
    {
        await using var mock = await ModelService.Start("--answer", "four");
        await using var hub = await Prepared(mock);

        var file = await Upload(hub, Line("a", "What is 2 + 2?"), Line("b", "What is 2 + 2?"), Line("c", "Say it. [[context-overflow]]"), Line("d", "Call it.", ", \"tools\": []"));
        var batch = await Finished(hub, await Create(hub, file, new JsonObject { ["who"] = "test" }));
        var output = (await Lines(hub, batch, "output_file_id")).ToDictionary(static line => (string)line["custom_id"]!);
        var errors = (await Lines(hub, batch, "error_file_id")).ToDictionary(static line => (string)line["custom_id"]!);

        Assert.Equal(("batch", "completed", "test"), ((string)batch["object"]!, (string)batch["status"]!, (string)batch["metadata"]!["who"]!));
        Assert.Equal("""{"total":4,"completed":2,"failed":2}""", batch["request_counts"]!.ToJsonString());
        Assert.NotNull(batch["completed_at"]);
        Assert.Equal(["a", "b"], output.Keys.Order());
        Assert.Equal(200, (int)output["a"]["response"]!["status_code"]!);
        Assert.Null(output["a"]["error"]);
        var body = output["a"]["response"]!["body"]!;
        Assert.Equal(("chat.completion", "four", "stop"), ((string)body["object"]!, (string)body["choices"]![0]!["message"]!["content"]!, (string)body["choices"]![0]!["finish_reason"]!));
        Assert.True((int)body["usage"]!["total_tokens"]! > 0);
        Assert.Equal((400, 400), ((int)errors["c"]["response"]!["status_code"]!, (int)errors["d"]["response"]!["status_code"]!));
        Assert.Contains("'tools'", (string)errors["d"]["response"]!["body"]!["error"]!["message"]!, StringComparison.Ordinal);

        // Two lines that ask the same want two answers; the one that was refused here never got out.
        Assert.Equal(3, await Asked(mock));
        await Finished(hub, await Create(hub, file));
        Assert.Equal(4, await Asked(mock));
        await Finished(hub, await Create(hub, file, new JsonObject { ["benchhub_cache"] = "false" }));
        Assert.Equal(7, await Asked(mock));
    }

    [Fact]
    public async Task Batch_BrokenLines_FailsValidationWithTheirNumbersAndAsksNothing()
    {
        await using var mock = await ModelService.Start("--answer", "four");
        await using var hub = await Prepared(mock);

        var file = await Upload(hub, Line("a", "One?"), "{\"custom_id\": \"b\"", Line("a", "Twice?"), Line("c", "Who?").Replace("\"model\": \"model\"", "\"model\": \"nobody\"", StringComparison.Ordinal));
        var batch = await Finished(hub, await Create(hub, file));
        var errors = batch["errors"]!["data"]!.AsArray();

        Assert.Equal("failed", (string)batch["status"]!);
        Assert.Equal([2, 3, 4], errors.Select(static error => (int)error!["line"]!));
        Assert.Equal(["invalid_json_line", "duplicate_custom_id", "model_not_found"], errors.Select(static error => (string)error!["code"]!));
        Assert.Null(batch["output_file_id"]);
        Assert.Equal(0, await Asked(mock));
    }

    [Fact]
    public async Task Serve_KilledInTheMiddleOfABatch_GoesOnAndPaysOnceForWhatWasCommitted()
    {
        const int Items = 300;
        const int Kills = 2;
        await using var mock = await ModelService.Start("--answer", "four", "--latency", "100ms");
        var hub = await Prepared(mock);
        try
        {
            var id = await Create(hub, await Upload(hub, [.. Enumerable.Range(0, Items).Select(static i => Line($"r{i}", $"What is {i} - {i} + 4?"))]));
            var lost = 0;
            for (var kill = 1; kill <= Kills; kill++)
            {
                await Deadline.Until(async () => await Asked(mock) >= Items * kill / (Kills + 1), Deadline.Usual, () => "The batch does not go on.");
                await hub.Kill();
                await hub.DisposeAsync();
                lost = await Asked(mock) - await Cached.Count(_folder);
                hub = await ServedHub.Start(_folder.Path);
            }

            var batch = await Finished(hub, id);

            Assert.Equal($$"""{"total":{{Items}},"completed":{{Items}},"failed":0}""", batch["request_counts"]!.ToJsonString());
            Assert.Equal(Items, (await Lines(hub, batch, "output_file_id")).Select(static line => (string)line["custom_id"]!).Distinct().Count());

            // What was asked and not committed is asked again, nothing else; of 16 calls in flight some may arrive after they were counted.
            Assert.InRange(await Asked(mock), Items + lost, Items + lost + 16);
        }
        finally
        {
            await hub.DisposeAsync();
        }
    }

    [Fact]
    public async Task Cancel_BatchInProgress_KeepsWhatWasAnsweredAndTellsTheRest()
    {
        await using var mock = await ModelService.Start("--answer", "four", "--latency", "300ms");
        await using var hub = await Prepared(mock);
        var id = await Create(hub, await Upload(hub, [.. Enumerable.Range(0, 400).Select(static i => Line($"r{i}", $"What is {i}?"))]));
        await Deadline.Until(async () => (int)(await Get(hub, $"/v1/batches/{id}"))["request_counts"]!["completed"]! > 0, Deadline.Usual, () => "Nothing was answered.");

        await Post(hub, $"/v1/batches/{id}/cancel");
        var batch = await Finished(hub, id);
        var (answered, rest) = ((await Lines(hub, batch, "output_file_id")).Count, await Lines(hub, batch, "error_file_id"));

        Assert.Equal("cancelled", (string)batch["status"]!);
        Assert.Equal(400, answered + rest.Count);
        Assert.All(rest, static line => Assert.Equal("batch_cancelled", (string)line["error"]!["code"]!));
        Assert.InRange(await Asked(mock), answered, 399);
    }

    [Fact]
    public async Task Run_HubInBatchesAgainstAnotherHub_GivesTheResultAndAsksTheModelOnce()
    {
        const int Items = 60;
        using var other = new TempFolder();
        await using var mock = await ModelService.Start("--answer", "4");
        await using var provider = await Prepared(mock);
        await using var hub = await ServedHub.Start(other.Path);
        var records = other.File("records.jsonl", string.Concat(Enumerable.Range(0, Items).Select(static i => $"{{\"question\": \"What is {i} + 4 - {i}?\", \"answer\": \"4\"}}\n")));
        (await provider.Run("datasets", "import", "task", "open-qa", records, "--name", "sums")).Succeeded();
        (await hub.Run("datasets", "import", "task", "open-qa", records, "--name", "sums")).Succeeded();
        await using var front = await BatchFront.Start(provider, mock);
        (await hub.Run("systems", "add", "hub", "--url", front.Url, "--model", "model")).Succeeded();
        await mock.Http.DeleteAsync("/stats", Ct);

        var job = (await hub.Run("run", "--system", "hub", "--dataset", "sums", "--mode", "batch", "--wait", "--json")).Json;
        var result = await hub.Get($"/api/v1/results/{job["results"]![0]!["id"]}");

        Assert.Equal((1.0, Items), ((double)result["metrics"]!["exact_match(norm=squad)"]!["value"]!, (int)result["batched"]!));
        Assert.Equal(Items, await Asked(mock));
    }

    [Fact]
    public async Task List_SeveralBatchesAndFiles_PagesFromTheNewestOn()
    {
        await using var mock = await ModelService.Start("--answer", "four");
        await using var hub = await Prepared(mock);
        var file = await Upload(hub, Line("a", "One?"));
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add((string)(await Finished(hub, await Create(hub, file)))["id"]!);
        }

        var first = await Get(hub, "/v1/batches?limit=2");
        var second = await Get(hub, $"/v1/batches?limit=2&after={first["last_id"]}");

        Assert.Equal([ids[2], ids[1]], first["data"]!.AsArray().Select(static batch => (string)batch!["id"]!));
        Assert.Equal([ids[0]], second["data"]!.AsArray().Select(static batch => (string)batch!["id"]!));
        Assert.Equal((true, false), ((bool)first["has_more"]!, (bool)second["has_more"]!));
        Assert.Equal([file], (await Get(hub, "/v1/files?purpose=batch"))["data"]!.AsArray().Select(static one => (string)one!["id"]!));
        using var deleted = await hub.Http.DeleteAsync($"/v1/files/{file}", Ct);
        Assert.True((bool)(await deleted.Content.ReadFromJsonAsync<JsonNode>(Ct))!["deleted"]!);
        Assert.Equal("not_found", (string)(await Get(hub, $"/v1/files/{file}", HttpStatusCode.NotFound))["error"]!["code"]!);
    }

    [Theory]
    [InlineData("""{"endpoint": "/v1/images", "completion_window": "24h", "input_file_id": "x"}""", "endpoint", 400)]
    [InlineData("""{"endpoint": "/v1/chat/completions", "completion_window": "1h", "input_file_id": "x"}""", "completion_window", 400)]
    [InlineData("""{"endpoint": "/v1/chat/completions", "completion_window": "24h", "input_file_id": "x"}""", "input_file_id", 404)]
    [InlineData("nothing", null, 400)]
    public async Task Create_BodyThatCannotMeanAnything_IsRefusedInTheProvidersShape(string body, string? field, int status)
    {
        await using var hub = await ServedHub.Start(_folder.Path);

        using var refused = await hub.Http.PostAsync("/v1/batches", new StringContent(body), Ct);
        var error = (await refused.Content.ReadFromJsonAsync<JsonNode>(Ct))!["error"]!;

        Assert.Equal((status, "invalid_request_error", field), ((int)refused.StatusCode, (string)error["type"]!, (string?)error["param"]));
        Assert.NotEmpty((string)error["message"]!);
    }

    [Fact]
    public async Task Any_WithoutTheKeyOfTheHub_IsRefusedInTheProvidersShape()
    {
        await using var hub = await ServedHub.Start(_folder.Path, new Dictionary<string, string> { ["BENCHHUB_API_KEY"] = "secret" });

        Assert.Equal("invalid_api_key", (string)(await Get(hub, "/v1/batches", HttpStatusCode.Unauthorized))["error"]!["code"]!);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<ServedHub> Prepared(ModelService mock)
    {
        var hub = await ServedHub.Start(_folder.Path);
        (await hub.Run("systems", "add", "model", "--url", mock.Url, "--model", "m")).Succeeded();
        await mock.Http.DeleteAsync("/stats", Ct);
        return hub;
    }

    private static string Line(string id, string question, string more = "") =>
        $$$"""{"custom_id": "{{{id}}}", "method": "POST", "url": "/v1/chat/completions", "body": {"model": "model", "messages": [{"role": "user", "content": "{{{question}}}"}], "temperature": 0, "max_tokens": 20{{{more}}} } }""";

    private static async Task<string> Upload(ServedHub hub, params string[] lines)
    {
        using var form = new MultipartFormDataContent { { new StringContent("batch"), "purpose" }, { new StringContent(string.Join('\n', lines)), "file", "in.jsonl" } };
        using var answer = await hub.Http.PostAsync("/v1/files", form, Ct);
        var file = (await answer.Content.ReadFromJsonAsync<JsonNode>(Ct))!;
        Assert.True(answer.IsSuccessStatusCode, file.ToJsonString());
        Assert.Equal(("file", "batch", "in.jsonl"), ((string)file["object"]!, (string)file["purpose"]!, (string)file["filename"]!));
        return (string)file["id"]!;
    }

    private static async Task<string> Create(ServedHub hub, string file, JsonObject? metadata = null)
    {
        var body = new JsonObject { ["input_file_id"] = file, ["endpoint"] = "/v1/chat/completions", ["completion_window"] = "24h" };
        if (metadata is not null)
        {
            body["metadata"] = metadata;
        }

        return (string)(await Post(hub, "/v1/batches", body))["id"]!;
    }

    private static async Task<JsonNode> Post(ServedHub hub, string path, JsonObject? body = null)
    {
        using var answer = await hub.Http.PostAsJsonAsync(path, body ?? [], Ct);
        var json = (await answer.Content.ReadFromJsonAsync<JsonNode>(Ct))!;
        Assert.True(answer.IsSuccessStatusCode, json.ToJsonString());
        return json;
    }

    private static async Task<JsonNode> Get(ServedHub hub, string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = await hub.Http.GetAsync(path, Ct);
        Assert.Equal(status, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(Ct))!;
    }

    private static async Task<JsonNode> Finished(ServedHub hub, string id)
    {
        JsonNode now = new JsonObject();
        await Deadline.Until(
            async () => (string?)(now = await Get(hub, $"/v1/batches/{id}"))["status"] is "completed" or "failed" or "cancelled" or "expired",
            Deadline.Usual, () => $"The batch stands at {now.ToJsonString()}");
        return now;
    }

    private static async Task<List<JsonNode>> Lines(ServedHub hub, JsonNode batch, string file) =>
        [.. (await hub.Http.GetStringAsync($"/v1/files/{batch[file]}/content", Ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonNode.Parse(line)!)];

    private static async Task<int> Asked(ModelService mock) => (int)(await mock.Stats())["requests"]!["asked"]!;
}
