using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace BenchHub.Orleans.Tests.Support;

/// <summary>A running cluster with the gates of its test: of one silo, or of as many as ORLEANS_TEST_SILOS says.</summary>
internal sealed class TestCluster(InProcessTestCluster cluster, Gates gates) : IAsyncDisposable
{
    public static short Silos { get; } = short.Parse(Environment.GetEnvironmentVariable("ORLEANS_TEST_SILOS") ?? "1");

    public InProcessTestCluster Cluster => cluster;

    public Gates Gates => gates;

    public IServiceProvider Silo => cluster.Silos[0].ServiceProvider;

    public static async Task<TestCluster> Start(Action<ISiloBuilder>? configure = null, short? silos = null)
    {
        var gates = new Gates();
        var builder = new InProcessTestClusterBuilder(silos ?? Silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(gates);
            silo.AddMemoryGrainStorageAsDefault().UseSystemTextJsonGrainStorageSerializer();
            configure?.Invoke(silo);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new(cluster, gates);
    }

    public T Grain<T>(string key)
        where T : IGrainWithStringKey => cluster.Client.GetGrain<T>(key);

    public async ValueTask DisposeAsync() => await cluster.DisposeAsync();
}
