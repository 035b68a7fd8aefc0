using System.Text.Json.Nodes;
using BenchHub.Cli.Tests.Processes;
using BenchHub.Storage.Tests;

namespace BenchHub.Cli.Tests;

public sealed class PostgresTests(PostgresCluster postgres)
{
    private const int Items = 60;

    [Fact]
    public async Task Serve_OnPostgres_RunsAJobAndSurvivesAKill()
    {
        var database = await postgres.CreateDatabase();
        using var folder = new TempFolder();
        await using var service = await RagService.Start("bm25", Shell.Collection, TimeSpan.FromMilliseconds(100));
        string job;
        await using (var hub = await ServedHub.Start(folder.Path, "--db", database))
        {
            await hub.Register("bm25", service.Url);
            await hub.Import(Shell.Collection, "ko-en");
            var before = await service.Calls();
            job = (string)(await hub.Post("/api/v1/batch/jobs", new JsonObject
            {
                ["systems"] = new JsonArray("bm25"),
                ["datasets"] = new JsonArray("ko-en"),
                ["concurrency"] = 4,
            }))["id"]!;
            await Deadline.Until(async () => await service.Calls() >= before + (Items / 3), Deadline.Usual, static () => "The job does not start.");
            await hub.Kill();
        }

        await using var next = await ServedHub.Start(folder.Path, "--db", database);
        var done = await next.Finished(job);

        Assert.Equal("completed", (string?)done["status"]);
        var result = Assert.Single(done["results"]!.AsArray())!;
        Assert.Equal((Items, 0), ((int)result["metrics"]!["ndcg@10"]!["n"]!, (int)result["metrics"]!["ndcg@10"]!["errors"]!));
        var items = (await next.Run("results", "show", (string)result["id"]!, "--per-item", "--json")).Json["items"]!.AsArray();
        Assert.Equal(Items, items.Select(static item => (string?)item!["itemId"]).Distinct().Count());
        Assert.Equal(Items, items.Count);
        Assert.Empty(Directory.GetFiles(folder.Path, "*.db"));
    }
}
