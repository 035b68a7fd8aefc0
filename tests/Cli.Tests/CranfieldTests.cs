using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using BenchHub.Cli.Tests.Processes;
using BenchHub.Evaluation.Tests.Golden;

namespace BenchHub.Cli.Tests;

/// <summary>A real collection through the whole path, checked against a derivation that shares no code with us.</summary>
public sealed class CranfieldTests(Bench bench, ITestOutputHelper report)
{
    private static readonly string[] Metrics = ["ndcg@10", "recall@5", "recall@10", "precision@5", "mrr", "map"];

    [Fact]
    public async Task Run_ThreeAlgorithms_EqualsTheIndependentReferencePerQuery()
    {
        var collection = SharedFolder.Find("data/cranfield");
        var hub = await bench.Hub;
        using var folder = new TempFolder();
        var services = await RagService.StartAll(collection);
        try
        {
            await Task.WhenAll(services.Select(service => hub.Register($"cranfield-{service.Algorithm}", service.Url)));
            await hub.Import(collection, "cranfield");

            var job = (await hub.Run([
                "run", .. services.SelectMany(static service => new[] { "--system", $"cranfield-{service.Algorithm}" }),
                "--dataset", "cranfield", .. Metrics.SelectMany(static metric => new[] { "--metric", metric }), "--wait", "--json",
            ])).Json;

            var qrels = folder.File("qrels", (await hub.Run("export", "qrels", "cranfield", "--format", "trec")).Succeeded().Output);
            foreach (var result in job["results"]!.AsArray())
            {
                await Verify(hub, result!, qrels, folder);
            }

            await Keep(hub);
        }
        finally
        {
            foreach (var service in services)
            {
                await service.DisposeAsync();
            }
        }
    }

    private static async Task Keep(ServedHub hub)
    {
        var kept = (await hub.Run("compare", "--dataset", "cranfield", "--metric", "ndcg@10", "map", "--name", "kept", "--json")).Json;
        Assert.Equal(["ndcg@10", "map"], kept["cells"]!.AsArray().Select(static cell => (string?)cell!["metric"]));
        Assert.All(kept["cells"]!.AsArray(), static cell => Assert.Equal(3, cell!["comparisons"]!.AsArray().Count));

        var id = (string)kept["id"]!;
        Assert.Contains("map on cranfield", (await hub.Run("comparisons", "show", id)).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains(id, (await hub.Run("comparisons", "list")).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("cranfield-", (await hub.Run("leaderboard", "--metric", "map")).Succeeded().Output, StringComparison.Ordinal);
        (await hub.Run("comparisons", "remove", id)).Succeeded();
        Assert.DoesNotContain(id, (await hub.Run("comparisons", "list")).Succeeded().Output, StringComparison.Ordinal);
    }

    private async Task Verify(ServedHub hub, JsonNode result, string qrels, TempFolder folder)
    {
        var id = (string)result["id"]!;
        var run = folder.File($"{id}.run", (await hub.Run("export", "run", id, "--format", "trec")).Succeeded().Output);
        var items = (await hub.Run("results", "show", id, "--per-item", "--json")).Json["items"]!.AsArray();
        var reference = await Reference(run, qrels);

        Assert.Equal(225, items.Count);
        Assert.Equal(reference.Keys.Select(static key => key.Query).Distinct().Order(), items.Select(static item => (string)item!["itemId"]!).Order());
        foreach (var metric in Metrics)
        {
            Assert.All(items, item => Assert.Equal(reference[((string)item!["itemId"]!, metric)], (double)item["scores"]![metric]!, 1e-9));
            var (value, low, high) = ((double)result["metrics"]![metric]!["value"]!, result["metrics"]![metric]!["ciLow"], result["metrics"]![metric]!["ciHigh"]);
            Assert.Equal(reference.Where(entry => entry.Key.Measure == metric).Average(static entry => entry.Value), value, 1e-9);
            report.WriteLine($"{result["system"]} {metric} {value:0.0000} [{(double)low!:0.0000}, {(double)high!:0.0000}]");
        }
    }

    private static async Task<Dictionary<(string Query, string Measure), double>> Reference(string run, string qrels)
    {
        using var python = Process.Start(new ProcessStartInfo("python3", [Script(), run, qrels]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var lines = await python.StandardOutput.ReadToEndAsync().Within(Deadline.Usual, static () => "trec_reference.py has not ended.");
        await python.WaitForExitAsync();
        Assert.Equal(0, python.ExitCode);
        return lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split('\t'))
            .ToDictionary(static cells => (cells[0], cells[1]), static cells => double.Parse(cells[2], CultureInfo.InvariantCulture));
    }

    private static string Script()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var script = Path.Combine(folder.FullName, "tests", "reference", "trec_reference.py");
            if (File.Exists(script))
            {
                return script;
            }
        }

        throw new FileNotFoundException("tests/reference/trec_reference.py stands in no folder above the tests.");
    }
}
