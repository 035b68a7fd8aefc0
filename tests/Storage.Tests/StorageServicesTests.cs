using BenchHub.Storage.Systems;
using Microsoft.Extensions.DependencyInjection;

namespace BenchHub.Storage.Tests;

public sealed class StorageServicesTests(PostgresCluster postgres) : OnDatabase(StorageProvider.Sqlite, postgres)
{
    [Fact]
    public async Task AddBenchHubStorage_GivesEveryCatalogOverOneDatabase()
    {
        var services = new ServiceCollection().AddBenchHubStorage(Options);
        await using var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });

        Assert.All(services, service => Assert.Same(provider.GetService(service.ServiceType), provider.GetService(service.ServiceType)));
        Assert.Equal("a", await provider.GetRequiredService<SystemCatalog>().Claim("bm25", "a", Now, Ct));
    }
}
