using BenchHub.Api.Batches;
using BenchHub.Api.Errors;

namespace BenchHub.Api.Cluster;

/// <summary>Whether this process, which has no grains, has met its cluster: until then nobody can be asked, and calls of the API are told so.</summary>
internal sealed class ClusterContact : IHostedLifecycleService
{
    private static readonly Problem NotYet = new(
        ProblemKind.Unavailable, "No silo of the cluster could be reached yet; /health/ready says what is missing. Repeat the request in a few seconds.");

    private volatile bool _isMade;

    public Task Gate(HttpContext http, RequestDelegate next) =>
        _isMade || !(http.IsGrpc || http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || OpenAiJson.Covers(http.Request)) ? next(http) : http.Write(NotYet);

    // The client's own start returns once it has met a silo, and all starts are over here.
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _isMade = true;
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
