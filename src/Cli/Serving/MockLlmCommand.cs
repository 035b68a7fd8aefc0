using System.CommandLine;
using BenchHub.MockLlm;
using Spectre.Console;

namespace BenchHub.Cli.Serving;

internal static class MockLlmCommand
{
    private static readonly MockLlmOptions Defaults = new();

    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "0 takes a free one." };
        var replay = new Option<FileInfo?>("--replay") { Description = "JSONL of answers: {input, output, model?}, or a question beside one answer per model. The request's model chooses." };
        var answer = new Option<string>("--answer") { DefaultValueFactory = _ => Defaults.Answer, Description = "Said to every question where nothing is replayed; echo gives the question back." };
        var latency = Parsed("--latency", Latency.Parse, Defaults.Latency, "Waited before each answer: 50ms, 40ms..80ms, or log-normal as p50=50ms,p95=200ms.");
        var errorRate = new Option<double>("--error-rate") { Description = "Share of requests that fail." };
        var errorStatus = new Option<int[]>("--error-status") { AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [.. Defaults.ErrorStatuses], Description = "What they fail with; one is drawn." };
        var throttleRate = new Option<double>("--throttle-rate") { Description = "Share of requests that are answered with 429." };
        var retryAfter = Parsed("--retry-after", Durations.Parse, Defaults.RetryAfter, "What a 429 asks to wait.");
        var mostConcurrent = new Option<int?>("--most-concurrent") { Description = "Requests at once; each beyond is answered with 429." };
        var batchLatency = Parsed("--batch-latency", Durations.Parse, Defaults.BatchLatency, "From the creation of a batch to its completion.");
        var batchErrorRate = new Option<double>("--batch-error-rate") { Description = "Share of calls to files and batches that are answered with 500; every other one is carried out all the same." };
        var requireKey = new Option<string?>("--require-key") { Description = "Answers 401 to requests without this key." };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => Defaults.Seed, Description = "Decides every chance; the n-th time of the same request always meets the same fate." };
        var command = new Command("mock-llm", "A language model behind OpenAI's and Anthropic's interfaces, to try the hub with: GET /stats tells what it was asked.")
        {
            port, replay, answer, latency, errorRate, errorStatus, throttleRate, retryAfter, mostConcurrent, batchLatency, batchErrorRate, requireKey, seed, Lifeline.Option,
        };
        command.SetAction(async (parsed, ct) =>
        {
            try
            {
                await using var app = MockLlmServer.Build(new()
                {
                    Port = parsed.GetValue(port),
                    Replay = parsed.GetValue(replay)?.FullName,
                    Answer = parsed.GetValue(answer)!,
                    Latency = parsed.GetValue(latency)!,
                    ErrorRate = parsed.GetValue(errorRate),
                    ErrorStatuses = parsed.GetValue(errorStatus)!,
                    ThrottleRate = parsed.GetValue(throttleRate),
                    RetryAfter = parsed.GetValue(retryAfter),
                    MostConcurrent = parsed.GetValue(mostConcurrent),
                    BatchLatency = parsed.GetValue(batchLatency),
                    BatchErrorRate = parsed.GetValue(batchErrorRate),
                    ApiKey = parsed.GetValue(requireKey),
                    Seed = parsed.GetValue(seed),
                });
                await app.StartAsync(ct);
                Console.WriteLine($"Listening on {app.Urls.First()}");
                await Lifeline.Hold(parsed, app, ct);
                return 0;
            }
            catch (Exception wrong) when (StartFailure.Explain(wrong) is { } sentence)
            {
                Common.Notes.MarkupLineInterpolated($"[red]{sentence}[/]");
                return 1;
            }
        });
        return command;
    }

    private static Option<T> Parsed<T>(string name, Func<string, T> parse, T otherwise, string description) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => otherwise,
        CustomParser = argument =>
        {
            try
            {
                return parse(argument.Tokens.Single().Value);
            }
            catch (FormatException wrong)
            {
                argument.AddError(wrong.Message);
                return otherwise;
            }
        },
    };
}
