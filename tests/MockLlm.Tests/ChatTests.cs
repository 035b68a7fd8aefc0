using System.Text.Json.Nodes;

namespace BenchHub.MockLlm.Tests;

public sealed class ChatTests
{
    [Fact]
    public async Task Answer_SameText_HasTheShapeAndTheUsage()
    {
        await using var server = await Served.Start(new() { Answer = "It is 42." });

        var answer = await server.Ask(Served.Chat, Served.Turn("What is it?", model: "gpt-mock"));

        Assert.Equal(("chat.completion", "gpt-mock"), ((string?)answer["object"], (string?)answer["model"]));
        Assert.StartsWith("chatcmpl-", (string?)answer["id"]);
        Assert.Equal("""{"role":"assistant","content":"It is 42."}""", answer["choices"]![0]!["message"]!.ToJsonString());
        Assert.Equal("stop", (string?)answer["choices"]![0]!["finish_reason"]);

        // "What| is| it|?" and "It| is| 42|."
        Assert.Equal("""{"prompt_tokens":4,"completion_tokens":4,"total_tokens":8,"prompt_tokens_details":{"cached_tokens":0}}""", answer["usage"]!.ToJsonString());
    }

    [Fact]
    public async Task Answer_Echo_GivesTheLastUserTurnWithItsPartsJoined()
    {
        await using var server = await Served.Start();
        const string Body = """
            {"model":"m","messages":[{"role":"system","content":"be kind"},{"role":"user","content":"first"},{"role":"assistant","content":"yes"},
             {"role":"user","content":[{"type":"text","text":"a 가"},{"type":"image_url","image_url":{}},{"type":"text","text":"😀b"}]},{"role":"assistant","content":"So"}]}
            """;

        var answer = await server.Ask(Served.Chat, JsonNode.Parse(Body)!);

        Assert.Equal("a 가😀b", (string?)answer["choices"]![0]!["message"]!["content"]);
    }

    [Theory]
    [InlineData("""{"max_tokens":2}""", "one two", "length")]
    [InlineData("""{"max_completion_tokens":1}""", "one", "length")]
    [InlineData("""{"max_tokens":4}""", "one two three four", "stop")]
    [InlineData("""{"stop":" three"}""", "one two", "stop")]
    [InlineData("""{"stop":["four"," two"]}""", "one", "stop")]
    [InlineData("""{"stop":["absent"]}""", "one two three four", "stop")]
    public async Task Answer_Limited_EndsThereWithTheReason(string fields, string text, string finish)
    {
        await using var server = await Served.Start(new() { Answer = "one two three four" });

        var choice = (await server.Ask(Served.Chat, Served.Turn("?", fields)))["choices"]![0]!;

        Assert.Equal((text, finish), ((string?)choice["message"]!["content"], (string?)choice["finish_reason"]));
    }

    [Fact]
    public async Task Answer_ThreeChoices_AreAllCounted()
    {
        await using var server = await Served.Start(new() { Answer = "one two" });

        var answer = await server.Ask(Served.Chat, Served.Turn("?", """{"n":3}"""));

        Assert.Equal([0, 1, 2], answer["choices"]!.AsArray().Select(static choice => (int)choice!["index"]!));
        Assert.Equal(6, (int)answer["usage"]!["completion_tokens"]!);
    }

    [Fact]
    public async Task Answer_LogProbabilities_AreThoseOfTheTokensAndTheLikeliestFirst()
    {
        await using var server = await Served.Start(new() { Answer = "one é" });
        var body = Served.Turn("?", """{"logprobs":true,"top_logprobs":3}""");

        var first = (await server.Ask(Served.Chat, body))["choices"]![0]!["logprobs"]!["content"]!.AsArray();
        var again = (await server.Ask(Served.Chat, body))["choices"]![0]!["logprobs"]!["content"]!.AsArray();

        Assert.Equal(["one", " é"], first.Select(static token => (string)token!["token"]!));
        Assert.Equal("[32,195,169]", first[1]!["bytes"]!.ToJsonString());
        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        Assert.All(first, static token =>
        {
            double[] top = [.. token!["top_logprobs"]!.AsArray().Select(static other => (double)other!["logprob"]!)];
            Assert.Equal(3, top.Length);
            Assert.Equal(top.OrderDescending(), top);
            Assert.Equal((double)token["logprob"]!, top[0]);
            Assert.InRange(top.Sum(Math.Exp), 0, 1);
        });
    }

    [Fact]
    public async Task Stream_WithUsage_IsTheAnswerInPieces()
    {
        await using var server = await Served.Start(new() { Answer = "one two" });

        var events = await server.Stream(Served.Chat, Served.Turn("?", """{"stream_options":{"include_usage":true},"logprobs":true}"""));

        Assert.Equal("[DONE]", events[^1]);
        var chunks = events[..^1].ConvertAll(static e => JsonNode.Parse(e)!);
        Assert.All(chunks, static chunk => Assert.Equal("chat.completion.chunk", (string?)chunk["object"]));
        Assert.Equal("assistant", (string?)chunks[0]["choices"]![0]!["delta"]!["role"]);
        Assert.Equal(["", "one", " two"], chunks[..3].Select(static chunk => (string?)chunk["choices"]![0]!["delta"]!["content"]));
        Assert.Equal(" two", (string?)chunks[2]["choices"]![0]!["logprobs"]!["content"]![0]!["token"]);
        Assert.Equal("stop", (string?)chunks[3]["choices"]![0]!["finish_reason"]);
        Assert.Empty(chunks[4]["choices"]!.AsArray());
        Assert.Equal(2, (int)chunks[4]["usage"]!["completion_tokens"]!);
    }

    [Fact]
    public async Task Stream_UsageNotAskedFor_HasNone()
    {
        await using var server = await Served.Start();

        Assert.DoesNotContain(await server.Stream(Served.Chat, Served.Turn("?")), static e => e.Contains("usage"));
    }

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":"x"}]}""", "The field 'model' is missing.")]
    [InlineData("""{"model":"m"}""", "The field 'messages' must have at least one message.")]
    [InlineData("""{"model":"m","messages":"x"}""", "The field 'messages' must be a list.")]
    [InlineData("""{"model":"m","messages":[{"content":"x"}]}""", "Each message needs a 'role'.")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":5}]}""", "The field 'content' must be a text or a list of parts.")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"}],"max_tokens":0}""", "The field 'max_tokens' must be a whole number from 1 to 2147483647.")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"}],"stream":"yes"}""", "The field 'stream' must be true or false.")]
    [InlineData("""[]""", "The body must be a JSON object.")]
    [InlineData("""{"model":""", "The body is not JSON:")]
    [InlineData("""{"model":"\ud800"}""", "The body is not JSON:")]
    public async Task Answer_WrongBody_Is400WithASentence(string body, string sentence)
    {
        await using var server = await Served.Start();

        using var answer = await server.Post(Served.Chat, body);

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.StartsWith(sentence, (string?)(await Served.Body(answer))["error"]!["message"]);
    }
}
