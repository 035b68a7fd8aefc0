using System.Globalization;
using System.Text.Json.Nodes;
using BenchHub.Cli.Tests.Processes;
using BenchHub.Storage.Tests;
using Npgsql;

namespace BenchHub.Cli.Tests.Schedules;

/// <summary>A hub that is killed after it submitted a schedule's job and before it noted that.</summary>
public sealed class ScheduleCrashTests(PostgresCluster postgres)
{
    private const int Gate = 4711;

    // The state of a schedule with a run in it is not written while the test holds the lock.
    private const string Hold =
        """
        CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF convert_from(NEW.PayloadBinary, 'UTF8') ILIKE '%"runs":[{%' THEN
                PERFORM pg_advisory_xact_lock(4711);
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER hold BEFORE INSERT OR UPDATE ON OrleansStorage FOR EACH ROW EXECUTE FUNCTION hold();
        """;

    private const string Writers = "FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711 AND NOT granted";

    [Fact]
    public async Task Serve_KilledBetweenSubmissionAndState_HasTheJobOnce()
    {
        var database = await postgres.CreateDatabase();
        using var folder = new TempFolder();
        await using var service = await RagService.Start("bm25", Shell.Collection);
        await using var session = new NpgsqlConnection(database);
        await session.OpenAsync();
        string job;
        await using (var hub = await ServedHub.Start(folder.Path, "--db", database))
        {
            await hub.Register("bm25", service.Url);
            await hub.Import(Shell.Collection, "ko-en");
            await Execute(session, Hold);
            await Execute(session, $"SELECT pg_advisory_lock({Gate})");

            // Once a year, in the next minute that leaves time to say so.
            var due = TimeProvider.System.GetUtcNow().AddSeconds(65).UtcDateTime;
            (await hub.Run(
                "schedules", "add", "nightly", "--cron", due.ToString("m H d M *", CultureInfo.InvariantCulture), "--system", "bm25", "--dataset", "ko-en", "--metric", "mrr")).Succeeded();
            await Deadline.Until(async () => await Writer(session) is not null, 2 * Deadline.Usual, static () => "Nobody writes the state of the schedule.");
            job = (string)Assert.Single(await Jobs(hub))!["id"]!;
            Assert.Empty((await Schedule(hub))["runs"]!.AsArray());
            await hub.Kill();
        }

        // A statement that waits may outlive its client, and would write once the lock is free.
        await Execute(session, $"SELECT pg_terminate_backend(pid) {Writers}");
        await Deadline.Until(async () => await Writer(session) is null, Deadline.Usual, static () => "The writer does not end.");
        await Execute(session, $"SELECT pg_advisory_unlock({Gate})");

        await using var next = await ServedHub.Start(folder.Path, "--db", database);
        await Deadline.Until(async () => (await Schedule(next))["runs"]!.AsArray().Count > 0, Deadline.Usual, static () => "The schedule does not go on.");

        var run = Assert.Single((await Schedule(next))["runs"]!.AsArray())!;
        Assert.Equal(("submitted", job), ((string?)run["outcome"], (string?)run["jobId"]));
        Assert.Equal("completed", (string?)(await next.Finished(job))["status"]);
        Assert.Equal(job, (string?)Assert.Single(await Jobs(next))!["id"]);
    }

    private static async Task<JsonArray> Jobs(ServedHub hub) => (await hub.Get("/api/v1/batch/jobs"))["items"]!.AsArray();

    private static Task<JsonNode> Schedule(ServedHub hub) => hub.Get("/api/v1/schedules/nightly");

    private static async Task<int?> Writer(NpgsqlConnection session)
    {
        await using var command = new NpgsqlCommand($"SELECT pid {Writers}", session);
        return (int?)await command.ExecuteScalarAsync();
    }

    private static async Task Execute(NpgsqlConnection session, string sql)
    {
        await using var command = new NpgsqlCommand(sql, session);
        await command.ExecuteNonQueryAsync();
    }
}
