using System.IO.Compression;
using BenchHub.Storage.Backups;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Models;
using BenchHub.Storage.Results;
using BenchHub.Storage.Tests.Jobs;

namespace BenchHub.Storage.Tests.Backups;

public abstract class BackupTests(StorageProvider provider, StorageProvider target, PostgresCluster postgres) : OnDatabase(provider, postgres), IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("benchhub-backup-").FullName;

    private readonly PostgresCluster _servers = postgres;

    private string File => Path.Combine(_folder, "hub.backup");

    [Fact]
    public async Task Restore_IntoAnEmptyDatabase_HoldsTheSameFacts()
    {
        await Fill();
        var saved = await new BackupWriter(Database).Save(File, Ct);
        await using var other = await Empty();

        var restored = await new BackupReader(other).Restore(File, Ct);

        Assert.Equal(saved.Rows.OrderBy(static table => table.Key), restored.Rows.OrderBy(static table => table.Key));
        Assert.Equal((1L, 1L, 1L, 1L), (saved.Rows["jobs"], saved.Rows["result_chunks"], saved.Rows["response_cache"], saved.Rows["orleansstorage"]));
        var task = Assert.Single(await new JobCatalog(other).Tasks("job", Ct));
        Assert.Equal(Assert.Single(await new JobCatalog(Database).Tasks("job", Ct)), task);
        Assert.Equal((Now, 1_500L), (task.StartedAt, task.Cost));
        Assert.Equal(Sample.Job(), await new JobCatalog(other).Find("job", Ct));
        Assert.Equal("42", (await new ResponseCache(other).Find(["a"], DateTimeOffset.UnixEpoch, Ct))["a"].Text);
        Assert.Equal(await Items(Database), await Items(other));
        Assert.Equal(0.125m, (await new PriceCatalog(other).Find("m", Now, Ct))!.CachedInput);
        Assert.Equal(
            (1, "état"),
            await other.Read(async scope => (
                await scope.First<int>("SELECT Version FROM OrleansStorage"),
                System.Text.Encoding.UTF8.GetString((await scope.First<byte[]>("SELECT PayloadBinary FROM OrleansStorage"))!)), Ct));

        // What was restored can be backed up again, and reads the same.
        Assert.Equal(saved.Rows.OrderBy(static table => table.Key), (await new BackupWriter(other).Save(File, Ct)).Rows.OrderBy(static table => table.Key));
    }

    [Fact]
    public async Task Restore_IntoADatabaseInUse_IsRefusedAndChangesNothing()
    {
        await Fill();
        await new BackupWriter(Database).Save(File, Ct);

        var refused = await Assert.ThrowsAsync<DatabaseInUseException>(() => new BackupReader(Database).Restore(File, Ct));

        Assert.Contains("is not empty: there are rows in ", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await Count("jobs"));
    }

    [Fact]
    public async Task Restore_OfADamagedFile_LeavesTheDatabaseEmpty()
    {
        await Fill();
        await new BackupWriter(Database).Save(File, Ct);
        using (var zip = ZipFile.Open(File, ZipArchiveMode.Update))
        {
            zip.GetEntry("tasks.rows")!.Delete();
            using var cut = new BinaryWriter(zip.CreateEntry("tasks.rows").Open());
            cut.Write7BitEncodedInt(1);
            cut.Write("job_id");
            cut.Write(true);
        }

        await using var other = await Empty();
        var damaged = await Assert.ThrowsAsync<MalformedBackupException>(() => new BackupReader(other).Restore(File, Ct));

        Assert.StartsWith($"{File} is not a backup that this BenchHub can read", damaged.Message, StringComparison.Ordinal);
        Assert.Equal(0, await other.Read(static scope => scope.First<int>("SELECT count(*) FROM jobs"), Ct));
    }

    [Theory]
    [InlineData("no zip at all")]
    [InlineData("")]
    public async Task Restore_OfSomethingElse_SaysSo(string content)
    {
        await System.IO.File.WriteAllTextAsync(File, content, Ct);
        await using var other = await Empty();

        await Assert.ThrowsAsync<MalformedBackupException>(() => new BackupReader(other).Restore(File, Ct));
    }

    [Fact]
    public async Task Save_WhileOthersWrite_HoldsOneState()
    {
        await new JobCatalog(Database).Create(Sample.Job(), [Sample.Task(items: 10_000)], Ct);
        var epoch = (await new TaskLedger(Database).Begin("job", 0, Now, Ct))!.Value;
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(
            async () =>
            {
                for (var chunk = 0; !stop.IsCancellationRequested; chunk++)
                {
                    await new TaskLedger(Database).Append("job", 0, epoch, "res_job_0", chunk, [Sample.Outcome(chunk)], Ct);
                }
            },
            Ct);

        await using var other = await Empty();
        await new BackupWriter(Database).Save(File, Ct);
        await stop.CancelAsync();
        await writing;
        await new BackupReader(other).Restore(File, Ct);

        // The row's counter and the chunks are of one commit.
        Assert.Equal(
            Assert.Single(await new JobCatalog(other).Tasks("job", Ct)).Done, await other.Read(static scope => scope.First<int>("SELECT count(*) FROM result_chunks"), Ct));
    }

    [Fact]
    public async Task Vacuum_LeavesTheFacts()
    {
        await Fill();

        await Database.Vacuum(Ct);

        Assert.Equal(1, await Count("jobs"));
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private static async Task<string> Items(Database database)
    {
        var items = new List<string>();
        await foreach (var item in new ResultItems(database).Read("res_job_0"))
        {
            items.Add($"{item.Index} {item.ItemId} {string.Join(' ', item.Scores)} {item.Answer.Count} {item.Error}");
        }

        return string.Join('\n', items);
    }

    private async Task<Database> Empty() =>
        new(StorageOptions.Parse(target is StorageProvider.Sqlite ? Path.Combine(_folder, "other.db") : await _servers.CreateDatabase()), Time);

    private async Task Fill()
    {
        await new JobCatalog(Database).Create(Sample.Job(), [Sample.Task()], Ct);
        var ledger = new TaskLedger(Database);
        var epoch = (await ledger.Begin("job", 0, Now, Ct))!.Value;
        PaidResponse[] paid = [new("a", new("42") { Usage = new(10, 4, 2, Cost: 1_500) }, Now)];
        await ledger.Append("job", 0, epoch, "res_job_0", 0, [Sample.Outcome(1), Sample.Outcome(7, "timeout – ünïcode\n한국어")], paid, Ct);
        await ledger.Complete("job", 0, epoch, Sample.Result(), [Sample.Column("ndcg@10", null, 0.5, double.NaN)], Now.AddMinutes(1), Ct);
        await new PriceCatalog(Database).Put(new("m", Now, 1.5m, 0.125m, 6m, 0.5m), Ct);
        await Database.Execute(
            """
            INSERT INTO OrleansStorage (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId, PayloadBinary, ModifiedOn, Version)
            VALUES (-5, 9007199254740993, 0, 7, 'job', NULL, 'benchhub', @payload, CURRENT_TIMESTAMP, 1)
            """,
            new { payload = "état"u8.ToArray() },
            Ct);
    }
}

public sealed class BackupOnSqliteTests(PostgresCluster postgres) : BackupTests(StorageProvider.Sqlite, StorageProvider.Sqlite, postgres);

public sealed class BackupOnPostgresTests(PostgresCluster postgres) : BackupTests(StorageProvider.Postgres, StorageProvider.Postgres, postgres);

public sealed class BackupFromSqliteToPostgresTests(PostgresCluster postgres) : BackupTests(StorageProvider.Sqlite, StorageProvider.Postgres, postgres);

public sealed class BackupFromPostgresToSqliteTests(PostgresCluster postgres) : BackupTests(StorageProvider.Postgres, StorageProvider.Sqlite, postgres);
