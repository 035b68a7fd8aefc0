using System.Diagnostics;
using BenchHub.Storage;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;
using Microsoft.Data.Sqlite;

// How fast runners can record: dotnet run -c Release --project bench/Storage -- DATABASE [items] [tasks]
var options = StorageOptions.Parse(args.FirstOrDefault() ?? Path.Combine(Directory.CreateTempSubdirectory("benchhub-bench-").FullName, "hub.db"));
var items = args.Length > 1 ? int.Parse(args[1]) : 50_000;
var tasks = args.Length > 2 ? int.Parse(args[2]) : 1_000;
await using var database = new Database(options, TimeProvider.System);
await database.Migrate();
var (jobs, ledger, results) = (new JobCatalog(database), new TaskLedger(database), new ResultItems(database));
var now = TimeProvider.System.GetUtcNow();
await Appends(warmUp: true);
await Appends(warmUp: false);
await Tasks(Math.Min(tasks, 100), 1);
Floor();
foreach (var atOnce in new[] { 1, 3, 16 })
{
    await Tasks(tasks, atOnce);
}

async Task Appends(bool warmUp)
{
    var count = warmUp ? 5_000 : items;
    var job = await Create(1);
    var epoch = (await ledger.Begin(job, 0, now))!.Value;
    var chunks = Enumerable.Range(0, count).Select(Outcome).Chunk(256).ToList();
    var (clock, cpu) = (Stopwatch.StartNew(), Cpu());
    for (var i = 0; i < chunks.Count; i++)
    {
        await ledger.Append(job, 0, epoch, $"res_{job}_0", i, chunks[i]);
    }

    var (appended, appendedCpu) = (clock.Elapsed, Cpu() - cpu);
    clock.Restart();
    var read = 0;
    await foreach (var _ in results.Read($"res_{job}_0"))
    {
        read++;
    }

    if (!warmUp)
    {
        Console.WriteLine($"{options.Provider}: {count} items in chunks of 256: {count / appended.TotalSeconds:N0} items/s ({appended.TotalMilliseconds / chunks.Count:0.00} ms a chunk, {appendedCpu.TotalMilliseconds / chunks.Count:0.00} ms of our CPU); read back {read / clock.Elapsed.TotalSeconds:N0} items/s");
    }
}

async Task Tasks(int count, int atOnce)
{
    var job = await Create(count);
    var (clock, cpu) = (Stopwatch.StartNew(), Cpu());
    await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (number, stop) =>
    {
        var id = $"res_{job}_{number}";
        var epoch = (await ledger.Begin(job, number, now, stop))!.Value;
        await ledger.Append(job, number, epoch, id, 0, [Outcome(0)], stop);
        var result = new ResultRow(id, job, number, "sys", "bm25", 1, "ds", "cranfield", 1, "sha256:0", 1, 0, now, now, "{}");
        await ledger.Complete(job, number, epoch, result, [new("ndcg@10", 0.5, null, null, 1, 0, 0, "v", [0.5])], now, stop);
    });
    Console.WriteLine($"{options.Provider}: {count} one-item tasks, {atOnce} at once: {count / clock.Elapsed.TotalSeconds:N0} tasks/s, {(Cpu() - cpu).TotalMicroseconds / count:0} us of our CPU each (begin + append + complete, 3 commits)");
}

// What a commit costs without us: one prepared insert of the size of a one-item chunk per transaction.
void Floor()
{
    if (options.Provider != StorageProvider.Sqlite)
    {
        return;
    }

    using var connection = new SqliteConnection(options.ConnectionString);
    connection.Open();
    using var setUp = connection.CreateCommand();
    setUp.CommandText = "PRAGMA synchronous = NORMAL; CREATE TABLE floor (id INTEGER PRIMARY KEY, payload BLOB)";
    setUp.ExecuteNonQuery();
    using var insert = connection.CreateCommand();
    insert.CommandText = "INSERT INTO floor (payload) VALUES (@payload)";
    insert.Parameters.AddWithValue("@payload", new byte[200]);
    var (clock, cpu) = (Stopwatch.StartNew(), Cpu());
    for (var i = 0; i < 3 * tasks; i++)
    {
        insert.ExecuteNonQuery();
    }

    Console.WriteLine($"{options.Provider}: floor of 3 bare commits: {tasks / clock.Elapsed.TotalSeconds:N0} times/s, {(Cpu() - cpu).TotalMicroseconds / tasks:0} us of CPU");
}

async Task<string> Create(int count)
{
    var job = $"job_{Guid.NewGuid():N}";
    await jobs.Create(
        new(job, "bench", "running", "{}", null, now, now, null),
        [.. Enumerable.Range(0, count).Select(n => new TaskRow(job, n, $"res_{job}_{n}", "sys", "bm25", 1, "ds", "cranfield", 1, "sha256:0", 1, "pending", 0, 0, 0, null, null, null))]);
    return job;
}

static TimeSpan Cpu() => Process.GetCurrentProcess().TotalProcessorTime;

static ItemOutcome Outcome(int index) => new(
    index, $"query-{index}", [.. Enumerable.Range(0, 10).Select(rank => new AnswerDocument($"doc-{(index * 7919) + rank}", 30.5 - (rank * 1.37) - (index / 7e5)))],
    [index % 11 / 11.0, index % 7 / 7.0, double.NaN], null, 12.25 + (index % 100), 1);
