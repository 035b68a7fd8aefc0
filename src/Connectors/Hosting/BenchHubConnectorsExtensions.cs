using BenchHub.Connectors.Models;
using BenchHub.Connectors.Models.Batches;
using BenchHub.Connectors.Net;
using BenchHub.Connectors.Systems;
using BenchHub.Connectors.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BenchHub.Connectors.Hosting;

public static class BenchHubConnectorsExtensions
{
    /// <summary>The clients of the systems under test, which reach what <paramref name="policy"/> allows.</summary>
    public static IServiceCollection AddBenchHubConnectors(this IServiceCollection services, AddressPolicy policy)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(policy);
        services.AddSingleton(new AddressGuard(policy));
        services.AddSingleton(static provider => new OutboundHttp(
            provider.GetRequiredService<AddressGuard>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(static provider => new RetrievalClient(
            provider.GetRequiredService<OutboundHttp>(),
            new Retrying(provider.GetRequiredService<TimeProvider>(), Random.Shared.NextDouble)));
        services.AddSingleton(static provider => new AnswerClient(
            provider.GetRequiredService<OutboundHttp>(),
            new Retrying(provider.GetRequiredService<TimeProvider>(), Random.Shared.NextDouble)));
        services.AddSingleton(static provider => new ModelClient(
            provider.GetRequiredService<OutboundHttp>(),
            new Retrying(provider.GetRequiredService<TimeProvider>(), Random.Shared.NextDouble)));
        services.AddSingleton(static provider => new EmbeddingClient(
            provider.GetRequiredService<OutboundHttp>(),
            new Retrying(provider.GetRequiredService<TimeProvider>(), Random.Shared.NextDouble)));
        services.AddSingleton(static provider => new ModelBatches(
            provider.GetRequiredService<OutboundHttp>(),
            new Retrying(provider.GetRequiredService<TimeProvider>(), Random.Shared.NextDouble)));
        services.AddSingleton(static provider => new WebhookClient(provider.GetRequiredService<OutboundHttp>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(static provider => new SystemProbe(
            provider.GetRequiredService<OutboundHttp>(), provider.GetRequiredService<RetrievalClient>(), provider.GetRequiredService<AnswerClient>(),
            provider.GetRequiredService<ModelClient>(), provider.GetRequiredService<EmbeddingClient>()));
        return services;
    }
}
