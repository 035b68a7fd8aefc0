using BenchHub.Cli.Tests.Processes;
using BenchHub.Storage.Tests;

namespace BenchHub.Cli.Tests;

public sealed class AdminTests(PostgresCluster postgres)
{
    [Fact]
    public async Task Backup_OfARunningHub_BecomesAHubOnPostgres()
    {
        using var folder = new TempFolder();
        await using var service = await RagService.Start("bm25", Shell.Collection);
        var file = Path.Combine(folder.Path, "hub.backup");
        string result;
        await using (var hub = await ServedHub.Start(folder.Path))
        {
            await hub.Register("bm25", service.Url);
            await hub.Import(Shell.Collection, "ko-en");
            var job = (await hub.Run("run", "--system", "bm25", "--dataset", "ko-en", "--wait", "--json")).Json;
            result = (await hub.Get($"/api/v1/results/{job["results"]![0]!["id"]}")).ToJsonString();

            var saved = (await Shell.Run("admin", "backup", file, "--data", folder.Path, "--json")).Json;
            Assert.Equal(1, (long)saved["rows"]!["results"]!);
            var refused = await Shell.Run("admin", "restore", file, "--data", folder.Path);
            Assert.NotEqual(0, refused.Code);
            Assert.Contains("is not empty", refused.Errors, StringComparison.Ordinal);
        }

        var database = await postgres.CreateDatabase();
        (await Shell.Run("admin", "restore", file, "--db", database)).Succeeded();
        (await Shell.Run("admin", "vacuum", "--db", database)).Succeeded();

        // The grains read their states, the lists their projections: both came along.
        await using var next = await ServedHub.Start(folder.Path, "--db", database);
        var again = (await next.Run("run", "--system", "bm25", "--dataset", "ko-en", "--wait", "--json")).Json;
        Assert.Equal("completed", (string?)again["status"]);
        Assert.Equal(2, (await next.Get("/api/v1/results"))["items"]!.AsArray().Count);
        var first = System.Text.Json.Nodes.JsonNode.Parse(result)!;
        Assert.Equal(first.ToJsonString(), (await next.Get($"/api/v1/results/{first["id"]}")).ToJsonString());
    }
}
