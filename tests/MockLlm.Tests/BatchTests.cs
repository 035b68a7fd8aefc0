using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace BenchHub.MockLlm.Tests;

public sealed class BatchTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Batch_AfterItsLatency_IsAnsweredInAnotherOrder()
    {
        await using var server = await Served.Start(new() { BatchLatency = TimeSpan.FromMinutes(10), Time = _time });
        var file = await Upload(server, Enumerable.Range(0, 50).Select(static i => Line($"r{i}", i == 7 ? "[[context-overflow]]" : $"question {i}")));
        var created = await server.Ask("/v1/batches", Order(file));
        var id = (string)created["id"]!;

        Assert.Equal("validating", (string?)created["status"]);
        _time.Now += TimeSpan.FromMinutes(9);
        Assert.Equal(("in_progress", null), await server.Get($"/v1/batches/{id}") is var early ? ((string?)early["status"], (string?)early["output_file_id"]) : default);
        Assert.Equal(0, (int)(await server.Stats())["requests"]!["asked"]!);

        _time.Now += TimeSpan.FromMinutes(1);
        var done = await server.Get($"/v1/batches/{id}");
        Assert.Equal("completed", (string?)done["status"]);
        Assert.Equal("""{"total":50,"completed":49,"failed":1}""", done["request_counts"]!.ToJsonString());
        Assert.Equal("night", (string?)done["metadata"]!["window"]);

        var output = await Lines(server, (string)done["output_file_id"]!);
        string[] names = [.. output.Select(static line => (string)line["custom_id"]!)];
        Assert.Equal(Enumerable.Range(0, 50).Where(static i => i != 7).Select(static i => $"r{i}").Order(), names.Order());
        Assert.NotEqual(names.OrderBy(static name => int.Parse(name[1..])), names);
        Assert.All(output, static line =>
        {
            Assert.Equal(200, (int)line["response"]!["status_code"]!);
            Assert.Equal($"question {((string)line["custom_id"]!)[1..]}", (string?)line["response"]!["body"]!["choices"]![0]!["message"]!["content"]);
        });

        var error = Assert.Single(await Lines(server, (string)done["error_file_id"]!));
        Assert.Equal(("r7", 400), ((string?)error["custom_id"], (int)error["response"]!["status_code"]!));
        Assert.Equal("context_length_exceeded", (string?)error["response"]!["body"]!["error"]!["code"]);
    }

    [Fact]
    public async Task Batch_LookedAtAgain_AsksNothingTwice()
    {
        await using var server = await Served.Start(new() { Time = _time });
        var file = await Upload(server, [Line("a", "x"), Line("b", "y")]);
        var id = (string)(await server.Ask("/v1/batches", Order(file)))["id"]!;

        var first = await server.Get($"/v1/batches/{id}");
        var second = await server.Get($"/v1/batches/{id}");

        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Equal((2, 1), await server.Stats() is var stats ? ((int)stats["requests"]!["answered"]!, (int)stats["mostAskedOfOneRequest"]!) : default);
        Assert.Null(first["error_file_id"]);
    }

    [Fact]
    public async Task Batch_ErrorsByChance_StandInTheErrorFile()
    {
        await using var server = await Served.Start(new() { ErrorRate = 1, ErrorStatuses = [529], ThrottleRate = 1, Time = _time });
        var id = (string)(await server.Ask("/v1/batches", Order(await Upload(server, [Line("a", "x"), Line("b", "y")]))))["id"]!;

        var done = await server.Get($"/v1/batches/{id}");

        Assert.Null(done["output_file_id"]);
        Assert.All(await Lines(server, (string)done["error_file_id"]!), static line => Assert.Equal(529, (int)line["response"]!["status_code"]!));
    }

    [Fact]
    public async Task Batch_BadLines_FailsWithEachLine()
    {
        await using var server = await Served.Start(new() { Time = _time });
        var file = await Upload(server, [Line("a", "x"), "{", Line("a", "y"), """{"custom_id":"c","method":"GET"}""", Line("d", "x").Replace("/v1/chat", "/v1/other"), "[]"]);
        var id = (string)(await server.Ask("/v1/batches", Order(file)))["id"]!;

        var failed = await server.Get($"/v1/batches/{id}");

        Assert.Equal("failed", (string?)failed["status"]);
        Assert.Equal([2, 3, 4, 5, 6], failed["errors"]!["data"]!.AsArray().Select(static error => (int)error!["line"]!));
        Assert.Equal("The custom_id 'a' stands in an earlier line too.", (string?)failed["errors"]!["data"]![1]!["message"]);
        Assert.Equal(0, (int)(await server.Stats())["requests"]!["asked"]!);
    }

    [Fact]
    public async Task Batch_Cancelled_IsNeverAnswered()
    {
        await using var server = await Served.Start(new() { BatchLatency = TimeSpan.FromMinutes(10), Time = _time });
        var id = (string)(await server.Ask("/v1/batches", Order(await Upload(server, [Line("a", "x")]))))["id"]!;

        var cancelled = await server.Ask($"/v1/batches/{id}/cancel", new JsonObject());
        _time.Now += TimeSpan.FromHours(1);

        Assert.Equal("cancelled", (string?)cancelled["status"]);
        Assert.Equal("cancelled", (string?)(await server.Get($"/v1/batches/{id}"))["status"]);
        Assert.Equal(0, (int)(await server.Stats())["requests"]!["asked"]!);
    }

    [Fact]
    public async Task List_SeveralBatches_IsInPagesNewestFirst()
    {
        await using var server = await Served.Start(new() { Time = _time });
        var file = await Upload(server, [Line("a", "x")]);
        for (var i = 0; i < 3; i++)
        {
            await server.Ask("/v1/batches", Order(file));
        }

        var page = await server.Get("/v1/batches?limit=2");
        var rest = await server.Get($"/v1/batches?limit=2&after={page["last_id"]}");

        Assert.Equal(["batch_000000000003", "batch_000000000002"], page["data"]!.AsArray().Select(static batch => (string)batch!["id"]!));
        Assert.Equal(["batch_000000000001"], rest["data"]!.AsArray().Select(static batch => (string)batch!["id"]!));
        Assert.Equal((true, false), ((bool)page["has_more"]!, (bool)rest["has_more"]!));
    }

    [Theory]
    [InlineData("""{"endpoint":"/v1/nonsense","completion_window":"24h"}""", "A batch cannot ask '/v1/nonsense'.")]
    [InlineData("""{"endpoint":"/v1/chat/completions","completion_window":"1h"}""", "The field 'completion_window' must be 24h.")]
    [InlineData("""{"endpoint":"/v1/chat/completions","completion_window":"24h","input_file_id":"file-9"}""", "There is no uploaded file 'file-9' with the purpose batch.")]
    public async Task Create_WrongOrder_Is400(string body, string sentence)
    {
        await using var server = await Served.Start();

        Assert.Equal((400, "invalid_request", sentence), await server.Refused("/v1/batches", JsonNode.Parse(body)!));
    }

    [Fact]
    public async Task Files_Uploaded_AreListedReadAndDeleted()
    {
        await using var server = await Served.Start();
        var id = await Upload(server, ["one"]);

        Assert.Equal(id, (string?)Assert.Single((await server.Get("/v1/files"))["data"]!.AsArray())!["id"]);
        Assert.Equal("batch", (string?)(await server.Get($"/v1/files/{id}"))["purpose"]);
        Assert.Equal("one", await server.Http.GetStringAsync($"/v1/files/{id}/content"));
        Assert.True((bool)(await server.Http.DeleteFromJsonAsync<JsonNode>($"/v1/files/{id}"))!["deleted"]!);
        using var gone = await server.Http.GetAsync($"/v1/files/{id}/content");
        Assert.Equal(404, (int)gone.StatusCode);
    }

    [Fact]
    public async Task Upload_NotAFileForABatch_Is400()
    {
        await using var server = await Served.Start();
        using var wrongPurpose = new MultipartFormDataContent { { new StringContent("fine-tune"), "purpose" }, { new StringContent("x"), "file", "x.jsonl" } };
        using var noFile = new MultipartFormDataContent { { new StringContent("batch"), "purpose" } };

        using var first = await server.Http.PostAsync("/v1/files", wrongPurpose);
        using var second = await server.Http.PostAsync("/v1/files", noFile);
        using var third = await server.Post("/v1/files", "{}");

        Assert.Equal((400, 400, 400), ((int)first.StatusCode, (int)second.StatusCode, (int)third.StatusCode));
    }

    private static string Line(string name, string question) => new JsonObject
    {
        ["custom_id"] = name,
        ["method"] = "POST",
        ["url"] = Served.Chat,
        ["body"] = Served.Turn(question),
    }.ToJsonString();

    private static JsonObject Order(string file) => new()
    {
        ["input_file_id"] = file,
        ["endpoint"] = Served.Chat,
        ["completion_window"] = "24h",
        ["metadata"] = new JsonObject { ["window"] = "night" },
    };

    private static async Task<string> Upload(Served server, IEnumerable<string> lines)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("batch"), "purpose" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(string.Join('\n', lines))), "file", "requests.jsonl" },
        };
        using var answer = await server.Http.PostAsync("/v1/files", form);
        return (string)(await Served.Body(answer.EnsureSuccessStatusCode()))["id"]!;
    }

    private static async Task<List<JsonNode>> Lines(Served server, string file) =>
        [.. (await server.Http.GetStringAsync($"/v1/files/{file}/content")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonNode.Parse(line)!)];
}
