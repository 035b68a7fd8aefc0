using BenchHub.Silo;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Models;
using BenchHub.Storage.Results;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BenchHub.Jobs.Bench;

/// <summary>The silo as <c>benchhub serve</c> hosts it, over SQLite in a temporary folder or over a database that is given.</summary>
internal sealed class BenchHubInProcess(IHost host, DirectoryInfo folder) : IAsyncDisposable
{
    public IServiceProvider Services => host.Services;

    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    public DatasetContents Contents => host.Services.GetRequiredService<DatasetContents>();

    public RecordedRuns Recordings => host.Services.GetRequiredService<RecordedRuns>();

    public PriceCatalog Prices => host.Services.GetRequiredService<PriceCatalog>();

    public ResultItems Items => host.Services.GetRequiredService<ResultItems>();

    public ResultCatalog Results => host.Services.GetRequiredService<ResultCatalog>();

    public static async Task<BenchHubInProcess> Start(string? database = null)
    {
        var folder = Directory.CreateTempSubdirectory("benchhub-bench-");
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["BenchHub:DataFolder"] = folder.FullName,
            ["BenchHub:Database"] = database,
            ["BenchHub:AllowLoopback"] = "true",
        });
        builder.AddBenchHubSilo();
        var host = builder.Build();
        await host.StartAsync();
        return new(host, folder);
    }

    public async Task<JobSnapshot> Run(SubmitJob command)
    {
        var id = JobId.New(TimeProvider.System.GetUtcNow());
        await Grains.Job(id).Submit(command);
        return await End(id);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task<JobSnapshot> End(JobId id)
    {
        for (var revision = 0L; ;)
        {
            var job = (await Grains.Job(id).WaitForChange(revision, TimeSpan.FromSeconds(20)))!;
            revision = job.Revision;
            if (job.Status is JobStatus.Completed)
            {
                return job;
            }

            if (job.Status is not JobStatus.Running)
            {
                throw new InvalidOperationException($"The job is {job.Status}: {job.Error}");
            }
        }
    }
}
