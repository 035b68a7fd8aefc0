using BenchHub.Cli.Hub;
using BenchHub.MockLlm;
using BenchHub.SampleRag;
using Microsoft.AspNetCore.Builder;

namespace BenchHub.Cli.Chaos;

/// <summary>The systems under test, in this process: no fault reaches them, and they count what they are asked.</summary>
internal sealed class AskedServices : IAsyncDisposable
{
    private readonly WebApplication _retrieval;
    private readonly WebApplication _model;
    private readonly HubClient _retrievalStats;
    private readonly HubClient _modelStats;
    private readonly Relay? _toRetrieval;
    private readonly Relay? _toModel;

    private AskedServices(WebApplication retrieval, WebApplication model, string? address)
    {
        (_retrieval, _model) = (retrieval, model);
        (_retrievalStats, _modelStats) = (new(retrieval.Urls.First(), apiKey: null), new(model.Urls.First(), apiKey: null));
        (_toRetrieval, _toModel) = address is null ? default : (new Relay(address, retrieval.Urls.First()), new Relay(address, model.Urls.First()));
    }

    public string RetrievalUrl => _toRetrieval?.Url ?? _retrieval.Urls.First();

    public string ModelUrl => _toModel?.Url ?? _model.Urls.First();

    /// <param name="collection">That is searched.</param>
    /// <param name="address">At which they are reached; null for loopback.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<AskedServices> Start(DirectoryInfo collection, string? address, CancellationToken ct)
    {
        var retrieval = SampleRagServer.Build(new() { Algorithm = "bm25", Corpus = collection.FullName, Latency = ChaosOptions.Latency });
        var model = MockLlmServer.Build(new() { Answer = "4", Latency = Latency.Parse($"{ChaosOptions.Latency.TotalMilliseconds:0}ms") });
        await retrieval.StartAsync(ct);
        await model.StartAsync(ct);
        return new(retrieval, model, address);
    }

    /// <summary>Requests for documents and for answers so far.</summary>
    public async Task<int> Asked(CancellationToken ct) => await ModelAsked(ct) + (int)(await _retrievalStats.Get("/stats", ct))["retrieveCount"]!;

    public async Task<int> ModelAsked(CancellationToken ct) => (int)(await _modelStats.Get("/stats?details=false", ct))["requests"]!["asked"]!;

    public async ValueTask DisposeAsync()
    {
        _toRetrieval?.Dispose();
        _toModel?.Dispose();
        _retrievalStats.Dispose();
        _modelStats.Dispose();
        await _retrieval.DisposeAsync();
        await _model.DisposeAsync();
    }
}
