using System.Text.Json.Nodes;

namespace BenchHub.MockLlm.Tests;

public sealed class CompletionTests
{
    [Fact]
    public async Task Answer_PlainPrompt_IsItsCompletion()
    {
        await using var server = await Served.Start(new() { Answer = " Paris." });

        var answer = await server.Ask(Served.Completions, Served.Prompt("The capital is"));

        Assert.Equal("text_completion", (string?)answer["object"]);
        Assert.Equal("""[{"text":" Paris.","index":0,"logprobs":null,"finish_reason":"stop"}]""", answer["choices"]!.ToJsonString());
        Assert.Equal(2, (int)answer["usage"]!["completion_tokens"]!);
    }

    [Fact]
    public async Task Answer_EchoWithLogProbabilities_CoversThePromptAndWhatIsMadeUp()
    {
        await using var server = await Served.Start(new() { Answer = "x" });

        var choice = (await server.Ask(Served.Completions, Served.Prompt("A 😀b c", """{"echo":true,"logprobs":1,"max_tokens":1}""")))["choices"]![0]!;

        var odds = choice["logprobs"]!;
        Assert.Equal("A 😀b cx", (string?)choice["text"]);
        Assert.Equal(["A", " 😀b", " c", "x"], odds["tokens"]!.AsArray().Select(static token => (string)token!));

        // In code points: "A" is 1 long, " 😀b" is 3, " c" is 2.
        Assert.Equal("[0,1,4,6]", odds["text_offset"]!.ToJsonString());
        Assert.Null(odds["token_logprobs"]![0]);
        Assert.Null(odds["top_logprobs"]![0]);
        Assert.All(odds["token_logprobs"]!.AsArray().Skip(1), static value => Assert.True((double)value! < 0));
        Assert.Equal(3, odds["top_logprobs"]!.AsArray().Skip(1).Count(static top => top!.AsObject().Count > 0));
    }

    [Fact]
    public async Task Answer_EchoOfChoices_MakesTheOwnAnswerTheLikeliest()
    {
        await using var server = await Served.Start(new() { Answer = "Paris" });

        var right = await Likelihood(server, "The capital is", " Paris");
        var wrong = await Likelihood(server, "The capital is", " Rome");

        Assert.InRange(right.Nats, -0.5, 0);
        Assert.True(right.IsGreedy);
        Assert.InRange(wrong.Nats, -8.2, -1.2);
        Assert.False(wrong.IsGreedy);
    }

    [Fact]
    public async Task Answer_LogProbabilities_DependOnModelContextAndSeedAlone()
    {
        await using var server = await Served.Start(new() { Answer = "y" });
        await using var twin = await Served.Start(new() { Answer = "y" });
        await using var other = await Served.Start(new() { Answer = "y", Seed = 7 });

        var value = (await Likelihood(server, "one two", " three")).Nats;

        Assert.Equal(value, (await Likelihood(twin, "one two", " three")).Nats);
        Assert.NotEqual(value, (await Likelihood(other, "one two", " three")).Nats);
        Assert.NotEqual(value, (await Likelihood(server, "one too", " three")).Nats);
        Assert.NotEqual(value, (await Likelihood(server, "one two", " three", "other")).Nats);
    }

    [Fact]
    public async Task Answer_EchoWithoutNewTokens_EndsWithThePrompt()
    {
        await using var server = await Served.Start(new() { Answer = "x" });

        var answer = await server.Ask(Served.Completions, Served.Prompt("a b", """{"echo":true,"logprobs":0,"max_tokens":0}"""));

        Assert.Equal("a b", (string?)answer["choices"]![0]!["text"]);
        Assert.Equal(2, answer["choices"]![0]!["logprobs"]!["tokens"]!.AsArray().Count);
        Assert.Equal(0, (int)answer["usage"]!["completion_tokens"]!);
    }

    [Fact]
    public async Task Stream_Answer_ComesInPieces()
    {
        await using var server = await Served.Start(new() { Answer = "one two" });

        var events = await server.Stream(Served.Completions, Served.Prompt("?", """{"stream_options":{"include_usage":true}}"""));

        Assert.Equal("[DONE]", events[^1]);
        var chunks = events[..^1].ConvertAll(static e => JsonNode.Parse(e)!);
        Assert.Equal(["one", " two", ""], chunks[..3].Select(static chunk => (string?)chunk["choices"]![0]!["text"]));
        Assert.Equal("stop", (string?)chunks[2]["choices"]![0]!["finish_reason"]);
        Assert.Equal(2, (int)chunks[3]["usage"]!["completion_tokens"]!);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""["a","b"]""")]
    [InlineData("[1,2]")]
    [InlineData("null")]
    public async Task Answer_PromptThatIsNotOneText_Is400(string prompt)
    {
        await using var server = await Served.Start();

        using var answer = await server.Post(Served.Completions, $$"""{"model":"m","prompt":{{prompt}}}""");

        Assert.Equal(400, (int)answer.StatusCode);
    }

    /// <summary>Of the continuation, as a harness reads it: from its offset on, without the token that was made up.</summary>
    private static async Task<(double Nats, bool IsGreedy)> Likelihood(Served server, string context, string continuation, string model = "m")
    {
        var answer = await server.Ask(Served.Completions, Served.Prompt(context + continuation, """{"echo":true,"logprobs":1,"max_tokens":1}""", model));
        var odds = answer["choices"]![0]!["logprobs"]!;
        var from = odds["text_offset"]!.AsArray().Select(static x => (int)x!).ToList().IndexOf(context.Length);
        var last = odds["tokens"]!.AsArray().Count - 1;
        double[] values = [.. odds["token_logprobs"]!.AsArray().Take(last).Skip(from).Select(static x => (double)x!)];
        var best = odds["top_logprobs"]!.AsArray().Take(last).Skip(from).Select(static top => top!.AsObject().Max(static x => (double)x.Value!));
        return (values.Sum(), values.SequenceEqual(best));
    }
}
