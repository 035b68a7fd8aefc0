using System.Globalization;
using System.Net;
using BenchHub.Api.Tests.Hub;

namespace BenchHub.Api.Tests.Jobs;

/// <summary>The names that ops/ and helm/ know. Other tests of this process count into the same meter, so figures are at least those of the job.</summary>
public sealed class JobMetricsTests
{
    [Fact]
    public async Task Metrics_AfterAJob_CountItsItemsCallsCommitsAndRuns()
    {
        await using var hub = await ApiHub.Start();
        await using var rag = await FakeRag.Start();
        var api = new HubCaller(hub.Http);
        await api.Run(new { systems = new[] { await api.Register(rag) }, datasets = new[] { await api.UploadDataset() }, metrics = new[] { "mrr" } });

        var scraped = (await api.Get("/metrics")).Is(HttpStatusCode.OK).Text;

        // Three queries, each asked once and answered.
        Assert.True(Sum(scraped, "benchhub_items_total", "outcome=\"done\"") >= 3, scraped);
        Assert.True(Sum(scraped, "benchhub_call_duration_seconds_count", "outcome=\"answered\"") >= 3, scraped);
        Assert.True(Sum(scraped, "benchhub_chunk_duration_seconds_count") >= 1, scraped);
        Assert.True(Sum(scraped, "benchhub_task_runs_total", "status=\"completed\"") >= 1, scraped);
        Assert.Contains("# TYPE benchhub_permits_in_use gauge", scraped, StringComparison.Ordinal);
        Assert.Contains("# TYPE benchhub_tasks_running gauge", scraped, StringComparison.Ordinal);
    }

    private static double Sum(string scraped, string name, string label = "") => scraped.Split('\n')
        .Where(line => line.StartsWith($"{name}{{", StringComparison.Ordinal) && line.Contains(label, StringComparison.Ordinal))
        .Sum(static line => double.Parse(line.Split("} ")[1].Split(' ')[0], CultureInfo.InvariantCulture));
}
