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

    [Fact]
    public async Task Append_WhileATakeoverIsNotYetCommitted_WaitsForItAndIsFenced()
    {
        var ledger = new TaskLedger(Database);
        await new JobCatalog(Database).Create(Sample.Job(), [Sample.Task()], Ct);
        var epoch = (await ledger.Begin("job", 0, Now, Ct))!.Value;
        Task<AppendOutcome>? append = null;

        await Database.Write(
            async scope =>
            {
                await scope.Execute("UPDATE tasks SET epoch = epoch + 1");
                append = ledger.Append("job", 0, epoch, "res_job_0", 0, Sample.Outcomes(0, 5), Ct);
                using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
                while (await scope.First<long>("SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))") == 0)
                {
                    deadline.Token.ThrowIfCancellationRequested();
                }

                return 0;
            },
            Ct);

        Assert.Equal(AppendOutcome.Fenced, await append!);
        Assert.Equal(0, await Count("result_chunks"));
    }
}
