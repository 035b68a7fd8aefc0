using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BenchHub.Grpc.Tests.Server;

/// <summary>With health, over a check that a test can fail, and reflection.</summary>
public sealed class DescribedServer : GrpcServer
{
    private volatile bool _storageFails;

    public bool StorageFails
    {
        set => _storageFails = value;
    }

    protected override void AddServices(IServiceCollection services)
    {
        services.AddGrpcReflection();
        services.AddGrpcHealthChecks(static options =>
                options.Services.Map("benchhub.fast", static check => !check.Tags.Contains("slow")))
            .AddCheck("storage", () => _storageFails ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy(), ["slow"])
            .AddCheck("memory", static () => HealthCheckResult.Degraded());
        services.Configure<HealthCheckPublisherOptions>(static options =>
            (options.Delay, options.Period) = (TimeSpan.Zero, TimeSpan.FromSeconds(1)));
    }

    protected override void Map(WebApplication app)
    {
        app.MapGrpcHealthChecksService();
        app.MapGrpcReflectionService();
    }
}
