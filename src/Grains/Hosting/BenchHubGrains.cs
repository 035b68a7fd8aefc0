using BenchHub.Grains.Jobs;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Grains.Models;
using BenchHub.Grains.Systems;
using BenchHub.Sandbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BenchHub.Grains.Hosting;

public static class BenchHubGrains
{
    /// <summary>
    /// What every silo needs, in production and in tests alike. The host adds storage, connectors and the providers
    /// named in <see cref="StorageNames"/> and <see cref="StreamNames"/>.
    /// </summary>
    public static ISiloBuilder AddBenchHubGrains(this ISiloBuilder silo)
    {
        silo.Services.TryAddSingleton(TimeProvider.System);
        silo.Services.AddSingleton<SystemInspection>();
        silo.Services.AddSingleton<JobPlanner>();
        silo.Services.AddSingleton<AskedTasks>();
        silo.Services.TryAddSingleton(new SandboxSettings());
        silo.Services.AddSingleton<SharedSandbox>();
        silo.Services.AddSingleton<ModelTasks>();
        silo.Services.AddSingleton<RagTasks>();
        silo.Services.AddSingleton<ResultRecorder>();
        silo.Services.AddSingleton<TaskRunParts>();
        silo.Services.AddSingleton<TaskRunFactory>();

        // The default serializer writes CLR type names and cannot read immutable collections back: ADR 0003.
        silo.UseSystemTextJsonGrainStorageSerializer();
        silo.Services.AddSingleton<UnfinishedJobs>();
        silo.AddStartupTask<WakeAtStart>();
        silo.Services.AddHostedService<WakeAfterLoss>();
        return silo;
    }
}
