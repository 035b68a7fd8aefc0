using BenchHub.Storage.Jobs;
using BenchHub.Storage.Tests.Jobs;
using Npgsql;

namespace BenchHub.Storage.Tests.Engines;

public sealed class PostgresEngineTests(PostgresCluster postgres) : OnDatabase(StorageProvider.Postgres, postgres)
{
    [Fact]
    public async Task Write_ServerReportsAFullDisk_SaysSoAndKeepsNothing()
    {
        var full = await Assert.ThrowsAsync<StorageFullException>(() => Database.Write(
            async scope =>
            {
                await scope.Execute("INSERT INTO drafts (id, is_sealed, created_at) VALUES ('x', false, now())");
                return await scope.Execute("DO $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$");
            },
            Ct));

        Assert.StartsWith("The disk that holds the database (PostgreSQL 127.0.0.1:", full.Message, StringComparison.Ordinal);
        Assert.Equal(0, await Count("drafts"));
    }

    [Fact]
    public async Task Write_ConnectionDroppedInTheMiddle_KeepsNothingAndTheNextOneWorks()
    {
        await new JobCatalog(Database).Create(Sample.Job(), [Sample.Task()], Ct);

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => Database.Write(
            async scope =>
            {
                await scope.Execute("UPDATE tasks SET done = 256");
                return await scope.Execute("SELECT pg_terminate_backend(pg_backend_pid())");
            },
            Ct));

        Assert.Equal(0, Assert.Single(await new JobCatalog(Database).Tasks("job", Ct)).Done);
        Assert.Equal(1, await new TaskLedger(Database).Begin("job", 0, Now, Ct));
    }
}
