using BenchHub.Storage.Batches;
using BenchHub.Storage.Comparisons;
using BenchHub.Storage.Costs;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Judges;
using BenchHub.Storage.Models;
using BenchHub.Storage.Monitoring;
using BenchHub.Storage.Results;
using BenchHub.Storage.Systems;
using Microsoft.Extensions.DependencyInjection;

namespace BenchHub.Storage;

public static class StorageServices
{
    /// <summary>The database and its catalogs, as singletons. Call <see cref="Database.Migrate"/> before the first use.</summary>
    public static IServiceCollection AddBenchHubStorage(this IServiceCollection services, StorageOptions options) => services
        .AddSingleton(options)
        .AddSingleton(provider => new Database(options, provider.GetService<TimeProvider>() ?? TimeProvider.System))
        .AddSingleton<SystemCatalog>()
        .AddSingleton<HealthLog>()
        .AddSingleton<DatasetCatalog>()
        .AddSingleton<DatasetContents>()
        .AddSingleton<RecordedRuns>()
        .AddSingleton<RecordedOutputs>()
        .AddSingleton<JobCatalog>()
        .AddSingleton<TaskLedger>()
        .AddSingleton<ProviderBatches>()
        .AddSingleton<ProviderRequests>()
        .AddSingleton<ServedBatches>()
        .AddSingleton<ServedFiles>()
        .AddSingleton<ResponseCache>()
        .AddSingleton<PriceCatalog>()
        .AddSingleton<CostCatalog>()
        .AddSingleton<JudgeCatalog>()
        .AddSingleton<ComparisonCatalog>()
        .AddSingleton<ResultCatalog>()
        .AddSingleton<ResultHistory>()
        .AddSingleton<ResultItems>()
        .AddSingleton<ResultFeed>()
        .AddSingleton<AlertRules>()
        .AddSingleton<AlertLog>()
        .AddSingleton<WebhookChannels>()
        .AddSingleton<DeliveryOutbox>()
        .AddSingleton<Notifications>()
        .AddSingleton<HubNumbers>();
}
