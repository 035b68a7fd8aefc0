using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;

namespace BenchHub.Storage.Tests.Jobs;

public abstract class CrashTests(StorageProvider provider, PostgresCluster postgres) : OnDatabase(provider, postgres)
{
    [Fact]
    public async Task Append_ProcessKilledInTheMiddle_EveryReportedChunkStandsAndTheCountsAgree()
    {
        var ledger = new TaskLedger(Database);
        await new JobCatalog(Database).Create(Sample.Job(), [Sample.Task()], Ct);
        var epoch = (await ledger.Begin("job", 0, Now, Ct))!.Value;
        var reported = -1;
        using (var writer = KilledWriter.Start(Options, epoch))
        {
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (reported < 40)
            {
                reported = int.Parse((await writer.StandardOutput.ReadLineAsync(deadline.Token))!);
            }

            writer.Kill();
            while (await writer.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
            {
                reported = int.TryParse(line, out var chunk) ? Math.Max(reported, chunk) : reported;
            }

            await writer.WaitForExitAsync(deadline.Token);
        }

        // A new runner takes over at once; a commit whose report was lost may stand as well.
        Assert.Equal(epoch + 1, await ledger.Begin("job", 0, Now, Ct));
        var after = await ledger.Sealed("res_job_0", 1_000_000, Ct);
        var items = await new ResultItems(Database).Read("res_job_0", cancellation: Ct).ToListAsync(Ct);
        Assert.InRange(after.NextChunk, reported + 1, reported + 2);
        Assert.Equal(after.NextChunk * KilledWriter.ItemsPerChunk, Assert.Single(await new JobCatalog(Database).Tasks("job", Ct)).Done);
        Assert.Equal(Enumerable.Range(0, after.Count), items.Select(item => item.Index));
        Assert.Equal(AppendOutcome.Appended, await ledger.Append("job", 0, epoch + 1, "res_job_0", after.NextChunk, Sample.Outcomes(after.Count, 1), Ct));
    }
}

public sealed class CrashOnSqliteTests(PostgresCluster postgres) : CrashTests(StorageProvider.Sqlite, postgres);

public sealed class CrashOnPostgresTests(PostgresCluster postgres) : CrashTests(StorageProvider.Postgres, postgres);
