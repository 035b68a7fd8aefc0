using BenchHub.Storage.Jobs;
using BenchHub.Storage.Tests.Jobs;
using Npgsql;

namespace BenchHub.Storage.Tests.Engines;

public sealed class PostgresEngineTests(PostgresCluster postgres) : OnDatabase(StorageProvider.Postgres, postgres)
{
    private string ApplicationName => new NpgsqlConnectionStringBuilder(Options.ConnectionString).ApplicationName!;

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
    public async Task Write_ConnectionDroppedInTheMiddle_IsDoneOnceAllTheSame()
    {
        await new JobCatalog(Database).Create(Sample.Job(), [Sample.Task()], Ct);
        var attempts = 0;

        await Database.Write(
            async scope =>
            {
                await scope.Execute("UPDATE tasks SET done = done + 256");
                return attempts++ < 3 ? await scope.Execute("SELECT pg_terminate_backend(pg_backend_pid())") : 0;
            },
            Ct);

        Assert.Equal((4, 256), (attempts, Assert.Single(await new JobCatalog(Database).Tasks("job", Ct)).Done));
    }

    [Theory]
    [InlineData(Repeats.Never, false, 1)]
    [InlineData(Repeats.Never, true, 1)]
    [InlineData(Repeats.BeforeCommit, false, 2)]
    [InlineData(Repeats.BeforeCommit, true, 1)]
    [InlineData(Repeats.Always, false, 2)]
    [InlineData(Repeats.Always, true, 2)]
    internal async Task Write_ConnectionLost_IsRepeatedAsFarAsItMay(Repeats repeats, bool inTheCommit, int expected)
    {
        var attempts = 0;
        var writing = Database.Write(
            async scope =>
            {
                if (attempts++ == 0)
                {
                    // A constraint that is looked at in the commit ends the connection there.
                    await scope.Execute(
                        $"""
                        CREATE TABLE doomed (id INTEGER);
                        CREATE FUNCTION end_here() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
                        CREATE CONSTRAINT TRIGGER doom AFTER INSERT ON doomed {(inTheCommit ? "DEFERRABLE INITIALLY DEFERRED" : "")} FOR EACH ROW EXECUTE FUNCTION end_here();
                        INSERT INTO doomed VALUES (1)
                        """);
                }

                return 0;
            },
            Ct,
            repeats);

        Assert.Equal(expected == 1, await Record.ExceptionAsync(() => writing) is StorageUnavailableException);
        Assert.Equal(expected, attempts);
    }

    [Fact]
    public async Task Read_AllConnectionsInUse_WaitsAndThenSaysWhatToRaise()
    {
        await using var narrow = new Database(Options with { ConnectionString = Options.ConnectionString + ";Maximum Pool Size=1;Timeout=1" }, TimeProvider.System);
        await narrow.Read(
            async _ =>
            {
                var crowded = await Assert.ThrowsAsync<StorageUnavailableException>(() => new JobCatalog(narrow).Find("job", Ct));
                Assert.Contains("All its connections are in use: raise 'Maximum Pool Size'", crowded.Message, StringComparison.Ordinal);
                return 0;
            },
            Ct);

        Assert.Null(await new JobCatalog(narrow).Find("job", Ct));
    }

    [Fact]
    public async Task Read_ManyMoreAtOnceThanConnections_TakeTurns()
    {
        var found = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => new JobCatalog(Database).Find("job", Ct)));

        Assert.Equal(500, found.Length);
        Assert.InRange(await Database.Read(scope => scope.First<long>(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = @name", new { name = ApplicationName }), Ct), 1, 10);
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

    [Fact]
    public async Task Settle_WhileACommitIsUnderWay_WaitsForItAndCountsIt()
    {
        var ledger = new TaskLedger(Database);
        await new JobCatalog(Database).Create(Sample.Job(), [Sample.Task()], Ct);
        var epoch = (await ledger.Begin("job", 0, Now, Ct))!.Value;
        Task<(int, int)?>? settling = null;

        await Database.Write(
            async scope =>
            {
                await scope.Execute("UPDATE tasks SET done = 5, failed = 1");
                settling = ledger.Settle("job", 0, epoch, Ct);
                using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
                while (await scope.First<long>("SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))") == 0)
                {
                    deadline.Token.ThrowIfCancellationRequested();
                }

                return 0;
            },
            Ct);

        Assert.Equal((5, 1), await settling!);
        Assert.Null(await ledger.Settle("job", 0, epoch - 1, Ct));
    }
}
