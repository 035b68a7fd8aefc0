using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace BenchHub.Cli.Tests.Processes;

/// <summary><c>benchhub mock-llm</c> on a free port.</summary>
internal sealed class ModelService : IAsyncDisposable
{
    private readonly CliProcess _process;

    private ModelService(CliProcess process, string url)
    {
        _process = process;
        Http = new() { BaseAddress = new(url), Timeout = Deadline.Usual };
    }

    public HttpClient Http { get; }

    /// <summary>What a system is registered with.</summary>
    public string Url => $"{Http.BaseAddress}v1";

    public static async Task<ModelService> Start(params string[] options)
    {
        var process = CliProcess.Start(["mock-llm", "--port", "0", .. options]);
        try
        {
            var line = await process.Line("Listening on ");
            return new(process, line["Listening on ".Length..].Trim());
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>What it was asked and how that ended.</summary>
    public async Task<JsonNode> Stats() => (await Http.GetFromJsonAsync<JsonNode>("/stats"))!;

    public async Task<CliOutcome> Stop(string signal)
    {
        await _process.Signal(signal);
        return await _process.End();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _process.DisposeAsync();
    }
}
