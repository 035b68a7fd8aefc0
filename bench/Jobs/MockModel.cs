using BenchHub.MockLlm;

namespace BenchHub.Jobs.Bench;

/// <summary>A model that waits and then says 4.</summary>
internal static class MockModel
{
    public static async Task Run(string latency)
    {
        await using var app = MockLlmServer.Build(new() { Answer = "4", Latency = Latency.Parse(latency) });
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());

        // Lives as long as the bench holds its end of the pipe.
        await Console.OpenStandardInput().CopyToAsync(Stream.Null);
    }
}
