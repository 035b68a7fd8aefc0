using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Grpc.AspNetCore.HealthChecks;

/// <summary>A report of the periodic health checks, and the one after it; a reader that follows these misses none.</summary>
internal sealed record Publication(HealthReport Report, Task<Publication> Next);

internal sealed class PublishedHealth : IHealthCheckPublisher
{
    private TaskCompletionSource<Publication> _next = Pending();

    public Task<Publication> Next => Volatile.Read(ref _next).Task;

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        var following = Pending();
        Interlocked.Exchange(ref _next, following).SetResult(new(report, following.Task));
        return Task.CompletedTask;
    }

    private static TaskCompletionSource<Publication> Pending() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
