namespace BenchHub.Api.Security;

/// <summary>Refuses to start where anybody on the network could drive the hub without a key.</summary>
internal sealed class BindingGuard(ApiEndpoints endpoints, ApiOptions options) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => endpoints.IsLoopback || options.HasApiKey
        ? Task.CompletedTask
        : throw new RefusedException(
            Refusal.Invalid, $"{endpoints.HttpUrl} can be reached from other machines, so an API key is required: set BENCHHUB_API_KEY, or listen at {ApiEndpoints.DefaultUrl}.", "url");

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
