using BenchHub.Storage.Batches;

namespace BenchHub.Storage.Tests.Models;

public abstract class ProviderBatchesTests(StorageProvider provider, PostgresCluster postgres) : OnDatabase(provider, postgres)
{
    private ProviderBatches Batches => new(Database);

    private ProviderRequests Requests => new(Database);

    [Fact]
    public async Task Admit_SeveralThatWait_LetsTheHighestPriorityGoAndThenTheFirst()
    {
        var low = await Waiting("a", priority: 0, after: 0);
        var first = await Waiting("b", priority: 1, after: 1);
        var second = await Waiting("c", priority: 1, after: 2);
        var high = await Waiting("d", priority: 2, after: 3);

        Assert.False(await Admit(low));
        Assert.False(await Admit(first));
        Assert.False(await Admit(second));
        Assert.True(await Admit(high));
        Assert.False(await Admit(second));
        Assert.True(await Admit(first));

        // Two are open now, which is all that may be.
        Assert.False(await Admit(second));
        await Batches.Collected(high.Id, Ct);
        Assert.False(await Admit(low));
        Assert.True(await Admit(second));
    }

    [Fact]
    public async Task Admit_OneBeforeItThatDiedOrWaitsForItsHours_IsNotHeldUp()
    {
        var dead = await Waiting("a", priority: 2, after: 0);
        var nightly = await Waiting("b", priority: 2, after: 0, readyAt: Now.AddHours(9));
        var mine = await Waiting("c", priority: 1, after: 1);
        Assert.False(await Admit(mine));

        Time.Now = Now.AddMinutes(5);

        Assert.False(await Admit(nightly));
        Assert.True(await Admit(mine));
        Assert.NotNull(dead);
    }

    [Fact]
    public async Task Failed_RepeatedAfterACrash_CountsOnceAndEndsAfterTheRetries()
    {
        await Requests.Add("res_1", [new("k1", [1], 10, 1, 1), new("k2", [2], 10, 1, 1)], Ct);
        await Requests.Add("res_1", [new("k2", [2], 10, 1, 1), new("k3", [3], 10, 1, 1)], Ct);
        Assert.Equal(["k1", "k2", "k3"], (await Requests.Open("res_1", 10, Ct)).Select(static request => request.Key));

        for (var batch = 1; batch <= 2; batch++)
        {
            await Attached($"b{batch}", first: 0, last: 0);
            await Requests.Failed($"b{batch}", [("k1", "no luck", false)], retries: 1, Ct);
            await Requests.Failed($"b{batch}", [("k1", "no luck", false)], retries: 1, Ct);
        }

        var fate = (await Requests.Fates("res_1", ["k1"], Ct))["k1"];
        Assert.Equal(("failed", 2, "no luck"), (fate.State, fate.Failures, fate.Error));
        Assert.Equal(["k2", "k3"], (await Requests.Open("res_1", 10, Ct)).Select(static request => request.Key));
    }

    [Fact]
    public async Task Withdraw_BatchThatWasNotSubmitted_FreesItsRequests()
    {
        await Requests.Add("res_1", [new("k1", [1], 10, 1, 1), new("k2", [2], 10, 1, 1)], Ct);
        await Attached("b1", first: 0, last: 1);
        Assert.Empty(await Requests.Open("res_1", 10, Ct));
        Assert.Single(await Batches.Unsettled("sys_1", Ct));

        await Batches.Withdraw("b1", Ct);

        Assert.Equal(2, (await Requests.Open("res_1", 10, Ct)).Count);
        Assert.Empty(await Batches.Of("res_1", Ct));
    }

    [Fact]
    public async Task Read_FileOfSeveralChunks_ComesBackAndIsPurgedWhenItExpires()
    {
        var files = new ServedFiles(Database);
        var bytes = new byte[3_000_000];
        new Random(7).NextBytes(bytes);
        var draft = await files.Begin("file-1", "in.jsonl", "batch", Now.AddDays(30), Ct);
        await draft.Write(bytes.AsMemory(0, 1_500_000), Ct);
        Assert.Null(await files.Find("file-1", Ct));
        await draft.Write(bytes.AsMemory(1_500_000), Ct);
        await draft.Seal(Ct);

        var read = new List<byte>();
        await foreach (var chunk in files.Read("file-1", Ct))
        {
            read.AddRange(chunk);
        }

        Assert.Equal(bytes, read);
        Assert.Equal(3_000_000, (await files.Find("file-1", Ct))!.Bytes);
        Assert.Equal(0, await files.Purge(Ct));
        Time.Now = Now.AddDays(31);
        Assert.Equal(1, await files.Purge(Ct));
        Assert.Equal(0, await Count("served_file_chunks"));
    }

    [Fact]
    public async Task Append_SameCommitTwice_PaysAndCountsOnceAndAnOlderEpochWritesNothing()
    {
        var served = new ServedBatches(Database);
        await served.Create("batch_1", "/v1/chat/completions", "file-1", "{}", Now.AddDays(1), Ct);
        var batch = (await served.Begin("batch_1", Ct))!;
        await served.Start(batch.Id, batch.Epoch, 2, Ct);
        var payment = new ServedPayment("sys_1", new("key", new("four") { Usage = new(10, 0, 5, 700) }, Now));

        Assert.True(await served.Append(batch.Id, batch.Epoch, [new(1, false, [1]), new(2, true, [2])], [payment], Ct));
        Assert.True(await served.Append(batch.Id, batch.Epoch, [new(1, false, [1])], [payment], Ct));
        await served.Begin("batch_1", Ct);
        Assert.False(await served.Append(batch.Id, batch.Epoch, [new(3, false, [3])], [], Ct));

        var now = (await served.Find("batch_1", Ct))!;
        Assert.Equal(("in_progress", 2, 1, 1), (now.Status, now.Total, now.Completed, now.Failed));
        var spent = await new BenchHub.Storage.Jobs.JobCatalog(Database).SpentBySystem("sys_1", Ct);
        Assert.Equal((700, 15), (spent.Cost, spent.Tokens));
        Assert.Equal(["batch_1"], await served.Unfinished(Ct));
        Assert.True(await served.End("batch_1", now.Epoch, "completed", null, null, Ct));
        Assert.Empty(await served.Unfinished(Ct));
        Assert.Equal(0, await Count("served_answers"));
    }

    private Task<bool> Admit(ProviderBatch batch) => Batches.Admit(batch, most: 2, Ct);

    private async Task<ProviderBatch> Waiting(string id, int priority, int after, DateTimeOffset? readyAt = null)
    {
        var batch = new ProviderBatch(id, "res_1", "sys_1", "job_1", ProviderBatchStatus.Waiting, priority, null, "", 0, 0, 0, 0, Now.AddSeconds(after - 10));
        await Batches.Enqueue(batch, readyAt ?? Now.AddSeconds(-10), Ct);
        return batch;
    }

    private async Task Attached(string id, int first, int last)
    {
        await new BenchHub.Storage.Jobs.JobCatalog(Database).Put(new("job_1", "", "running", "{}", null, Now, null, null), Ct);
        await Database.Execute(
            """
            INSERT INTO tasks (job_id, number, result_id, system_id, system_name, system_revision, dataset_id, dataset_name, dataset_version, content_hash, items, status, epoch, done, failed)
            SELECT 'job_1', 0, 'res_1', 'sys_1', 's', 1, 'ds_1', 'd', 1, 'h', 3, 'running', 1, 0, 0 WHERE NOT EXISTS (SELECT 1 FROM tasks WHERE job_id = 'job_1')
            """,
            new { },
            Ct);
        var batch = await Waiting(id, priority: 1, after: 0);
        Assert.True(await Batches.Admit(batch, most: 10, Ct));
        Assert.False(await Batches.Attach(batch with { Requests = last - first + 1 }, number: 0, epoch: 9, first, last, Ct));
        Assert.True(await Batches.Attach(batch with { Requests = last - first + 1 }, number: 0, epoch: 1, first, last, Ct));
    }
}

public sealed class ProviderBatchesOnSqliteTests(PostgresCluster postgres) : ProviderBatchesTests(StorageProvider.Sqlite, postgres);

public sealed class ProviderBatchesOnPostgresTests(PostgresCluster postgres) : ProviderBatchesTests(StorageProvider.Postgres, postgres);
