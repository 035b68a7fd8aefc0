using System.Collections.Immutable;
using BenchHub.Connectors.Models;
using BenchHub.Connectors.Net;
using BenchHub.Connectors.Systems;
using BenchHub.Systems;

namespace BenchHub.Connectors.Tests;

/// <summary>The production clients with loopback allowed, as an embedded hub has them.</summary>
internal sealed class Clients : IDisposable
{
    private readonly OutboundHttp _http;

    public Clients(TimeProvider? time = null, ResolveHost? resolve = null)
    {
        time ??= TimeProvider.System;
        _http = new(new AddressGuard(new() { AllowLoopback = true }, resolve), time);
        Retrieval = new(_http, new Retrying(time, static () => 0.5));
        Models = new(_http, new Retrying(time, static () => 0.5));
        Answers = new(_http, new Retrying(time, static () => 0.5));
        Embeddings = new(_http, new Retrying(time, static () => 0.5));
        Probe = new(_http, Retrieval, Answers, Models, Embeddings);
    }

    public RetrievalClient Retrieval { get; }

    public AnswerClient Answers { get; }

    public ModelClient Models { get; }

    public EmbeddingClient Embeddings { get; }

    public SystemProbe Probe { get; }

    public static ImmutableSortedDictionary<string, string> NoSecrets => ImmutableSortedDictionary<string, string>.Empty;

    public void Dispose() => _http.Dispose();

    public static SystemSpec Spec(string url, int retries = 0) =>
        new() { Name = "rag", Url = url, Limits = new() { Retries = retries } };
}
