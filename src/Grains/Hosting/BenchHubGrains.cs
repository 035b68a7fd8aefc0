using BenchHub.Grains.Analytics;
using BenchHub.Grains.Batches;
using BenchHub.Grains.Batches.Serving;
using BenchHub.Grains.Comparisons;
using BenchHub.Grains.Jobs;
using BenchHub.Grains.Jobs.Rescoring;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Grains.Judges;
using BenchHub.Grains.Models;
using BenchHub.Grains.Monitoring;
using BenchHub.Grains.Schedules;
using BenchHub.Grains.Systems;
using BenchHub.Sandbox;
using Microsoft.Extensions.Configuration;
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
        silo.Services.AddSingleton<ComparisonShelf>();
        silo.Services.AddSingleton<JobPlanner>();
        silo.Services.AddSingleton<TaskFit>();
        silo.Services.AddSingleton<AskedTasks>();
        silo.Services.TryAddSingleton(new SandboxSettings());
        silo.Services.AddSingleton<SharedSandbox>();
        silo.Services.AddSingleton<TaskScorers>();
        silo.Services.AddSingleton(silo.Configuration.GetSection(BatchLimits.Section).Get<BatchLimits>() ?? new());
        silo.Services.AddSingleton<BatchParts>();
        silo.Services.AddSingleton<BatchAbandonment>();
        silo.Services.AddSingleton<ServedBatchParts>();
        silo.Services.AddSingleton<ServedSystems>();
        silo.Services.AddSingleton<ModelTasks>();
        silo.Services.AddSingleton<ModelCallers>();
        silo.Services.AddSingleton(CallGate.Of(silo.Configuration));
        silo.Services.AddSingleton<PatientCallers>();
        silo.Services.AddSingleton<JudgeShelf>();
        silo.Services.AddSingleton<JudgeBenches>();
        silo.Services.AddSingleton<ComparisonInput>();
        silo.Services.AddSingleton<OverallStandings>();
        silo.Services.AddSingleton<ItemTexts>();
        silo.Services.AddSingleton<ItemPairs>();
        silo.Services.AddSingleton<StoredResults>();
        silo.Services.AddSingleton<RescoredTasks>();
        silo.Services.AddSingleton<RagTasks>();
        silo.Services.AddSingleton<RecordedTasks>();
        silo.Services.AddSingleton<ResultNews>();
        silo.Services.AddSingleton<AlertJudge>().AddSingleton<AlertRound>();
        silo.Services.AddSingleton<DeliveryRound>();
        silo.Services.AddSingleton<JobNotices>();
        silo.Services.AddSingleton<ResultRecorder>();
        silo.Services.AddSingleton<ScheduledJobs>();
        silo.Services.AddSingleton<TaskRunParts>();
        silo.Services.AddSingleton<TaskRunFactory>();
        silo.Services.AddSingleton<SeriesSource>().AddSingleton<SeriesChanges>();
        silo.Services.AddSingleton<ResultTexts>().AddSingleton<SliceKeys>().AddSingleton<PromptEmbedder>().AddSingleton<ClusteredFailures>().AddSingleton<TaskMetrics>().AddSingleton<JobForecast>();

        // The default serializer writes CLR type names and cannot read immutable collections back: ADR 0003.
        silo.UseSystemTextJsonGrainStorageSerializer();
        silo.AddActivityPropagation();
        silo.Services.AddSingleton<UnfinishedJobs>();
        silo.AddStartupTask<WakeAtStart>();
        silo.Services.AddHostedService<WakeAfterLoss>();
        silo.Services.AddHostedService<MonitoringWatch>();
        Pruning.Add(silo);
        silo.Services.AddHostedService<QueueWatch>();
        return silo;
    }
}
