using System.Text.Json;
using System.Text.Json.Nodes;

namespace BenchHub.MockLlm.Tests;

public sealed class WishTests
{
    [Theory]
    [InlineData("[[empty]]", "", "stop")]
    [InlineData("[[say maybe so]]", "maybe so", "stop")]
    [InlineData("[[huge 1KB]]", null, "stop")]
    [InlineData("[[content-filter]]", "", "content_filter")]
    [InlineData("[[length]] one two", "[[length", "length")] // two of "[[|length|]]| one| two"
    [InlineData("Verdict [[A]] or [[5]] or [[slow x]] [[", "Verdict [[A]] or [[5]] or [[slow x]] [[", "stop")]
    public async Task Chat_Marker_DecidesTheAnswer(string question, string? text, string finish)
    {
        await using var server = await Served.Start();

        var choice = (await server.Ask(Served.Chat, Served.Turn(question)))["choices"]![0]!;

        Assert.Equal((text ?? new string('x', 1024), finish), ((string?)choice["message"]!["content"], (string?)choice["finish_reason"]));
    }

    [Fact]
    public async Task Chat_MillionsOfBrackets_AreTextAndTakeNoTime()
    {
        await using var server = await Served.Start(new() { Answer = "ok" });

        Assert.Equal("ok", await server.Say(new string('[', 5_000_000)));
        Assert.Equal("ok", await server.Say(new string('[', 5_000_000) + "]]"));
        Assert.Equal("yes", await server.Say("]] [[ [[say yes]] [["));
    }

    [Fact]
    public async Task Chat_ToolCall_HasACallAndNoText()
    {
        await using var server = await Served.Start();

        var choice = (await server.Ask(Served.Chat, Served.Turn("[[tool-call]]")))["choices"]![0]!;
        var events = await server.Stream(Served.Chat, Served.Turn("[[tool-call]]"));

        Assert.Equal(("tool_calls", null), ((string?)choice["finish_reason"], (string?)choice["message"]!["content"]));
        Assert.Equal("look_up", (string?)choice["message"]!["tool_calls"]![0]!["function"]!["name"]);
        Assert.Equal("look_up", (string?)JsonNode.Parse(events[0])!["choices"]![0]!["delta"]!["tool_calls"]![0]!["function"]!["name"]);
    }

    [Theory]
    [InlineData("[[401]]", 401, "invalid_api_key")]
    [InlineData("[[404]]", 404, "model_not_found")]
    [InlineData("[[418]]", 418, "refused")]
    [InlineData("[[503]]", 503, "server_error")]
    [InlineData("[[quota]]", 429, "insufficient_quota")]
    [InlineData("[[context-overflow]]", 400, "context_length_exceeded")]
    [InlineData("[[prompt-filter]]", 400, "content_filter")]
    public async Task Chat_FailureMarker_IsAnErrorWithItsCode(string marker, int status, string code)
    {
        await using var server = await Served.Start();

        var refused = await server.Refused(Served.Chat, Served.Turn($"Say {marker}"));

        Assert.Equal((status, code), (refused.Status, refused.Word));
    }

    [Fact]
    public async Task Chat_429WithATime_SaysWhenToComeBack()
    {
        await using var server = await Served.Start();

        using var answer = await server.Post(Served.Chat, Served.Turn("[[429 1500ms]]"));

        Assert.Equal((429, 2.0, "1500"), ((int)answer.StatusCode, answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, answer.Headers.GetValues("retry-after-ms").Single()));
    }

    [Fact]
    public async Task Chat_Once_HoldsForTheFirstTimeOnly()
    {
        await using var server = await Served.Start(new() { Answer = "ok" });

        Assert.Equal(503, (await server.Refused(Served.Chat, Served.Turn("[[once 503]]"))).Status);
        Assert.Equal("ok", await server.Say("[[once 503]]"));
    }

    [Fact]
    public async Task Chat_Huge_IsTenMegabytes()
    {
        await using var server = await Served.Start();

        Assert.Equal(10 * 1024 * 1024, (await server.Say("[[huge]]")).Length);
        Assert.InRange((await server.Stream(Served.Chat, Served.Turn("[[huge]]"))).Count, 900, 1100);
    }

    [Fact]
    public async Task Chat_NoUsage_HasNone()
    {
        await using var server = await Served.Start();

        Assert.Null((await server.Ask(Served.Chat, Served.Turn("[[no-usage]]")))["usage"]);
    }

    [Fact]
    public async Task Chat_Slow_Waits()
    {
        await using var server = await Served.Start();
        var started = TimeProvider.System.GetTimestamp();

        await server.Say("[[slow 200ms]]");

        Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds, 195, 30_000);
    }

    [Fact]
    public async Task Chat_Drip_SendsTheFirstPieceLongBeforeTheLast()
    {
        await using var server = await Served.Start();
        using var request = new HttpRequestMessage(HttpMethod.Post, Served.Chat)
        {
            Content = new StringContent(Served.Turn("[[drip 100ms]]", """{"stream":true}""").ToJsonString()),
        };
        using var answer = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());

        var first = await reader.ReadLineAsync();
        var started = TimeProvider.System.GetTimestamp();
        await reader.ReadToEndAsync();

        // "[[|drip| 100ms|]]" and three events around: the first has come, the rest takes at least five pauses.
        Assert.StartsWith("data: ", first);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds, 400, 60_000);
    }

    [Theory]
    [InlineData("[[truncate]]", false)]
    [InlineData("[[truncate]]", true)]
    [InlineData("[[reset]]", false)]
    [InlineData("[[reset]]", true)]
    public async Task Chat_BrokenConnection_IsNoWholeAnswer(string marker, bool streams)
    {
        await using var server = await Served.Start();

        var broken = await Assert.ThrowsAnyAsync<HttpRequestException>(() => server.Post(Served.Chat, Served.Turn($"{marker} one two three", streams ? """{"stream":true}""" : "{}")));

        Assert.IsNotType<TimeoutException>(broken.InnerException);
        await server.Until(static stats => (int)stats["requests"]!["failed"]! == 1);
    }

    [Fact]
    public async Task Chat_BadJson_CannotBeRead()
    {
        await using var server = await Served.Start();

        await Assert.ThrowsAnyAsync<JsonException>(() => server.Ask(Served.Chat, Served.Turn("[[bad-json]]")));
        var events = await server.Stream(Served.Chat, Served.Turn("[[bad-json]]"));

        Assert.ThrowsAny<JsonException>(() => JsonNode.Parse(events[^1]));
    }

    [Fact]
    public async Task Chat_StreamWithoutItsEnd_StopsPolitely()
    {
        await using var server = await Served.Start();

        var events = await server.Stream(Served.Chat, Served.Turn("[[no-end]] one two three"));

        Assert.NotEmpty(events);
        Assert.DoesNotContain(events, static e => e.Contains("[DONE]") || e.Contains("\"finish_reason\":\"stop\""));
    }

    [Fact]
    public async Task Chat_NoAnswerOrHtml_IsSomethingElse()
    {
        await using var server = await Served.Start();
        using var html = await server.Post(Served.Chat, Served.Turn("[[html]]"));

        Assert.Empty((await server.Ask(Served.Chat, Served.Turn("[[no-answer]]")))["choices"]!.AsArray());
        Assert.Equal((502, "text/html"), ((int)html.StatusCode, html.Content.Headers.ContentType?.MediaType));
    }
}
