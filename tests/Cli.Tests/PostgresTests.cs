using System.Text.Json.Nodes;
using BenchHub.Cli.Tests.Processes;
using BenchHub.Storage.Tests;
using Npgsql;

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

    [Fact]
    public async Task Serve_TwoHubsOnOneEmptyDatabase_BothStartAndEachMigrationIsAppliedOnce()
    {
        // A database of its own, since extensions belong to a database and not to a schema.
        var server = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabase());
        await Execute(server, "CREATE DATABASE two_hubs");
        var database = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = "two_hubs", SearchPath = null, ApplicationName = "two hubs" };
        using var one = new TempFolder();
        using var other = new TempFolder();

        var starting = new[] { one, other }.Select(folder => ServedHub.Start(folder.Path, "--db", database.ConnectionString)).ToList();
        try
        {
            var hubs = await Task.WhenAll(starting);
            Assert.All(await Task.WhenAll(hubs.Select(static hub => hub.Get("/api/v1/systems"))), static systems => Assert.Empty(systems["items"]!.AsArray()));
        }
        finally
        {
            foreach (var hub in starting.Where(static hub => hub.IsCompletedSuccessfully))
            {
                await (await hub).DisposeAsync();
            }
        }

        var files = typeof(BenchHub.Storage.Database).Assembly.GetManifestResourceNames().Count(static name => name.StartsWith("postgres/", StringComparison.Ordinal));
        Assert.Equal((long)files, await Execute(database, "SELECT count(*) FROM schema_migrations"));
    }

    private static async Task<object?> Execute(NpgsqlConnectionStringBuilder database, string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
