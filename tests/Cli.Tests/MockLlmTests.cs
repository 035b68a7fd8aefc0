using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BenchHub.Cli.Tests.Processes;

namespace BenchHub.Cli.Tests;

public sealed class MockLlmTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task MockLlm_EveryOption_ReachesTheServer()
    {
        var replay = _folder.File("answers.jsonl", """{"input":"How many?","output":"42","model":"a"}""");
        await using var service = await ModelService.Start(
            "--replay", replay, "--latency", "p50=1ms,p95=2ms", "--error-rate", "0", "--error-status", "500", "529", "--throttle-rate", "0", "--retry-after", "2s",
            "--most-concurrent", "8", "--batch-latency", "1m", "--require-key", "secret", "--seed", "5");
        var question = new { model = "a", messages = new[] { new { role = "user", content = "How many?" } } };

        using var refused = await service.Http.PostAsJsonAsync("/v1/chat/completions", question);
        service.Http.DefaultRequestHeaders.Authorization = new("Bearer", "secret");
        using var answer = await service.Http.PostAsJsonAsync("/v1/chat/completions", question);

        Assert.Equal(401, (int)refused.StatusCode);
        Assert.Equal("42", (string?)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["choices"]![0]!["message"]!["content"]);
        Assert.Equal((2, 1), await service.Stats() is var stats ? ((int)stats["requests"]!["asked"]!, (int)stats["requests"]!["answered"]!) : default);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task MockLlm_Signalled_EndsQuietlyThoughARequestHangs(string signal)
    {
        await using var service = await ModelService.Start();
        var hanging = service.Http.PostAsJsonAsync("/v1/chat/completions", new { model = "a", messages = new[] { new { role = "user", content = "[[hang]]" } } });
        await Deadline.Until(async () => (int)(await service.Stats())["concurrency"]!["now"]! == 1, Deadline.Usual, static () => "The request has not arrived.");

        var ended = (await service.Stop(signal)).Succeeded();

        Assert.Empty(ended.Errors);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => hanging);
    }

    [Theory]
    [InlineData("--latency fast", "'fast' is no duration")]
    [InlineData("--latency 80ms..40ms", "ends before it begins")]
    [InlineData("--retry-after soon", "'soon' is no duration")]
    [InlineData("--error-rate 2", "The error rate is 2")]
    [InlineData("--error-status 200", "The error status is 200")]
    [InlineData("--most-concurrent 0", "The limit of requests at once is 0")]
    [InlineData("--port 70000", "The port is 70000")]
    [InlineData("--replay /nowhere.jsonl", "There is no file /nowhere.jsonl")]
    [InlineData("--nonsense", "--nonsense")]
    public async Task MockLlm_BadOption_IsASentence(string options, string said) =>
        Assert.Contains(said, (await Shell.Run(["mock-llm", .. options.Split(' ')])).Refusal());

    [Fact]
    public async Task MockLlm_PortInUse_IsASentence()
    {
        await using var service = await ModelService.Start();

        Assert.Contains("address already in use", (await Shell.Run("mock-llm", "--port", $"{service.Http.BaseAddress!.Port}")).Refusal());
    }
}
