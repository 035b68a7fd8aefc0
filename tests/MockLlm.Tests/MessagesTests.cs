using System.Text.Json.Nodes;

namespace BenchHub.MockLlm.Tests;

public sealed class MessagesTests
{
    private const string Enough = """{"max_tokens":100}""";

    [Fact]
    public async Task Answer_SameText_HasTheShapeAndTheUsage()
    {
        await using var server = await Served.Start(new() { Answer = "one two" });

        var answer = await server.Ask(Served.Messages, Served.Turn("a b c", """{"max_tokens":100,"system":"be kind"}""", "claude-mock"));

        Assert.Equal(("message", "assistant", "claude-mock"), ((string?)answer["type"], (string?)answer["role"], (string?)answer["model"]));
        Assert.Equal("""[{"type":"text","text":"one two"}]""", answer["content"]!.ToJsonString());
        Assert.Equal(("end_turn", null), ((string?)answer["stop_reason"], (string?)answer["stop_sequence"]));

        // "be| kind" and "a| b| c"
        Assert.Equal("""{"input_tokens":5,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":2}""", answer["usage"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"max_tokens":1}""", "one", "max_tokens", null)]
    [InlineData("""{"max_tokens":9,"stop_sequences":[" two"]}""", "one", "stop_sequence", " two")]
    public async Task Answer_Limited_EndsThereWithTheReason(string fields, string text, string reason, string? stop)
    {
        await using var server = await Served.Start(new() { Answer = "one two" });

        var answer = await server.Ask(Served.Messages, Served.Turn("?", fields));

        Assert.Equal((text, reason, stop), ((string?)answer["content"]![0]!["text"], (string?)answer["stop_reason"], (string?)answer["stop_sequence"]));
    }

    [Fact]
    public async Task Answer_CachedInput_IsCountedBesideTheRest()
    {
        await using var server = await Served.Start();

        var usage = (await server.Ask(Served.Messages, Served.Turn("a b c [[cached 2]]", Enough)))["usage"]!;

        // "a| b| c| [[|cached| 2|]]"
        Assert.Equal((5, 2), ((int)usage["input_tokens"]!, (int)usage["cache_read_input_tokens"]!));
    }

    [Fact]
    public async Task Stream_Answer_IsSixKindsOfEvents()
    {
        await using var server = await Served.Start(new() { Answer = "one two" });

        var events = await server.Stream(Served.Messages, Served.Turn("a b", Enough));

        Assert.Equal(
            ["message_start", "content_block_start", "content_block_delta", "content_block_delta", "content_block_stop", "message_delta", "message_stop"],
            events.Select(static e => e.Split(' ')[0]));
        var data = events.ConvertAll(static e => JsonNode.Parse(e[e.IndexOf(' ')..])!);
        Assert.Equal(events.Select(static e => e.Split(' ')[0]), data.Select(static d => (string?)d["type"]));
        Assert.Equal(2, (int)data[0]["message"]!["usage"]!["input_tokens"]!);
        Assert.Equal(["one", " two"], data[2..4].Select(static d => (string?)d["delta"]!["text"]));
        Assert.Equal("end_turn", (string?)data[5]["delta"]!["stop_reason"]);
        Assert.Equal(2, (int)data[5]["usage"]!["output_tokens"]!);
    }

    [Fact]
    public async Task Answer_WithoutVersionOrLimit_Is400()
    {
        await using var server = await Served.Start();

        Assert.Equal((400, "invalid_request_error", "The field 'max_tokens' is missing."), await server.Refused(Served.Messages, Served.Turn("?")));

        server.Http.DefaultRequestHeaders.Remove("anthropic-version");
        Assert.Equal((400, "invalid_request_error", "The header 'anthropic-version' is missing."), await server.Refused(Served.Messages, Served.Turn("?", Enough)));
    }

    [Theory]
    [InlineData("[[401]]", 401, "authentication_error")]
    [InlineData("[[429]]", 429, "rate_limit_error")]
    [InlineData("[[529]]", 529, "overloaded_error")]
    [InlineData("[[500]]", 500, "api_error")]
    [InlineData("[[quota]]", 402, "billing_error")]
    [InlineData("[[context-overflow]]", 400, "invalid_request_error")]
    public async Task Answer_Failing_HasAnthropicsWords(string marker, int status, string type)
    {
        await using var server = await Served.Start();

        using var answer = await server.Post(Served.Messages, Served.Turn(marker, Enough));

        var body = await Served.Body(answer);
        Assert.Equal((status, "error", type), ((int)answer.StatusCode, (string?)body["type"], (string?)body["error"]!["type"]));
    }

    [Theory]
    [InlineData("[[content-filter]]", "refusal")]
    [InlineData("[[tool-call]]", "tool_use")]
    [InlineData("[[length]] one two", "max_tokens")]
    public async Task Answer_Spoilt_SaysWhy(string marker, string reason)
    {
        await using var server = await Served.Start();

        var answer = await server.Ask(Served.Messages, Served.Turn(marker, Enough));

        Assert.Equal(reason, (string?)answer["stop_reason"]);
        Assert.Equal(reason == "tool_use" ? "tool_use" : "text", (string?)answer["content"]![0]!["type"]);
    }
}
