namespace BenchHub.Storage.Jobs;

/// <summary>All jobs and their tasks.</summary>
public sealed class JobCatalog(Database database)
{
    internal const string TaskColumns =
        """
        job_id, number, result_id, system_id, system_name, system_revision, dataset_id, dataset_name, dataset_version,
        content_hash, items, status, epoch, done, failed, message, started_at, finished_at, cost, input_tokens, output_tokens, unpriced, cached
        """;

    private const string Select = "SELECT id, name, status, document, error, created_at, started_at, finished_at FROM jobs";

    private const string Columns = "(id, name, status, document, error, created_at, started_at, finished_at) VALUES (@Id, @Name, @Status, @Document, @Error, @CreatedAt, @StartedAt, @FinishedAt)";

    /// <summary>Adds a job with its tasks, all or nothing. Does nothing when the job exists.</summary>
    public Task Create(JobRow job, IReadOnlyList<TaskRow> tasks, CancellationToken cancellation = default) => database.Write(
        async scope =>
        {
            if (await scope.Execute($"INSERT INTO jobs {Columns} ON CONFLICT (id) DO NOTHING", Values(job)) == 1)
            {
                await scope.Execute(
                    """
                    INSERT INTO tasks (job_id, number, result_id, system_id, system_name, system_revision, dataset_id, dataset_name,
                        dataset_version, content_hash, items, status, epoch, done, failed, message, started_at, finished_at)
                    VALUES (@JobId, @Number, @ResultId, @SystemId, @SystemName, @SystemRevision, @DatasetId, @DatasetName,
                        @DatasetVersion, @ContentHash, @Items, @Status, @Epoch, @Done, @Failed, @Message, @StartedAt, @FinishedAt)
                    """,
                    tasks);
            }

            return 0;
        },
        cancellation);

    /// <summary>Writes the job's own row as it is given; its tasks stay. Safe to repeat.</summary>
    public Task Put(JobRow job, CancellationToken cancellation = default) => database.Execute(
        $"""
        INSERT INTO jobs {Columns}
        ON CONFLICT (id) DO UPDATE SET
            name = excluded.name, status = excluded.status, document = excluded.document, error = excluded.error,
            created_at = excluded.created_at, started_at = excluded.started_at, finished_at = excluded.finished_at
        """,
        Values(job),
        cancellation);

    public Task<JobRow?> Find(string id, CancellationToken cancellation = default) =>
        database.Read(scope => scope.First<JobRow>($"{Select} WHERE id = @id", new { id }), cancellation);

    /// <summary>Newest first.</summary>
    public Task<Page<JobRow>> List(string? status, PageRequest page, CancellationToken cancellation = default) => Listing.Read<JobRow>(
        database, Select, "created_at",
        string.IsNullOrEmpty(status) ? [] : ["status = @Status"], new() { ["Status"] = status },
        page, row => new(row.CreatedAt, row.Id), cancellation);

    /// <summary>Ids of the jobs that are pending or running, oldest first: those to wake after a restart.</summary>
    public Task<IReadOnlyList<string>> Unfinished(CancellationToken cancellation = default) => database.Read(
        scope => scope.List<string>("SELECT id FROM jobs WHERE status IN ('pending', 'running') ORDER BY created_at, id"), cancellation);

    /// <summary>Tasks of running jobs that nobody has begun yet.</summary>
    public Task<long> CountQueued(CancellationToken cancellation = default) => database.Read(
        scope => scope.First<long>(
            """
            SELECT CAST(coalesce(sum((SELECT count(*) FROM tasks WHERE job_id = jobs.id AND status = 'pending')), 0) AS BIGINT)
            FROM jobs WHERE status IN ('pending', 'running')
            """),
        cancellation);

    /// <summary>What the tasks of a job have paid, in billionths of a US dollar, and their tokens.</summary>
    public Task<Spending> SpentByJob(string jobId, CancellationToken cancellation = default) =>
        Spent("SELECT cost, input_tokens, output_tokens, unpriced, cached FROM tasks WHERE job_id = @id", jobId, cancellation);

    /// <summary>What a system was paid, as the one measured and as a judge: in all jobs, calibrations and batches that the hub answers.</summary>
    public Task<Spending> SpentBySystem(string systemId, CancellationToken cancellation = default) => Spent(
        """
        SELECT cost, input_tokens, output_tokens, unpriced, 0 AS cached FROM spending WHERE system_id = @id
        UNION ALL SELECT 0, 0, 0, 0, cached FROM tasks WHERE system_id = @id
        """,
        systemId,
        cancellation);

    /// <summary>In the order of their numbers; none when the job is unknown.</summary>
    public Task<IReadOnlyList<TaskRow>> Tasks(string jobId, CancellationToken cancellation = default) => database.Read(
        scope => scope.List<TaskRow>(
            $"SELECT {TaskColumns} FROM tasks WHERE job_id = @jobId ORDER BY number", new { jobId }),
        cancellation);

    /// <summary>Those on one version of a dataset, in the order of their numbers.</summary>
    public Task<IReadOnlyList<TaskRow>> Tasks(string jobId, string datasetId, int version, CancellationToken cancellation = default) => database.Read(
        scope => scope.List<TaskRow>(
            $"SELECT {TaskColumns} FROM tasks WHERE job_id = @jobId AND dataset_id = @datasetId AND dataset_version = @version ORDER BY number",
            new { jobId, datasetId, version }),
        cancellation);

    /// <summary>What is being asked just now, on these datasets or all: by job, then by number.</summary>
    public Task<IReadOnlyList<TaskRow>> Running(IReadOnlyList<string>? datasetIds = null, CancellationToken cancellation = default)
    {
        var datasets = datasetIds?.Select(Texts.Storable).ToArray();
        return database.Read(
            scope => scope.List<TaskRow>(
                $"""
                SELECT {TaskColumns} FROM tasks
                WHERE job_id IN (SELECT id FROM jobs WHERE status = 'running') AND status = 'running'
                {(datasets is null ? "" : "AND " + scope.Engine.Among("dataset_id", "@datasets"))}
                ORDER BY job_id, number
                """,
                new { datasets }),
            cancellation);
    }

    /// <summary>Null when the job has no task of this number.</summary>
    public Task<TaskRow?> FindTask(string jobId, int number, CancellationToken cancellation = default) => database.Read(
        scope => scope.First<TaskRow>(
            $"SELECT {TaskColumns} FROM tasks WHERE job_id = @jobId AND number = @number", new { jobId, number }),
        cancellation);

    /// <summary>Removes a job, its tasks and what unfinished tasks had recorded. Finished results stay.</summary>
    public Task Delete(string jobId, CancellationToken cancellation = default) => database.Write(
        async scope =>
        {
            // The tasks go first: an append that comes now finds its task gone, or is waited for.
            var tasks = await scope.List<(string ResultId, string Status)>("DELETE FROM tasks WHERE job_id = @jobId RETURNING result_id, status", new { jobId });
            foreach (var ids in tasks.Where(static task => task.Status != "completed").Select(static task => task.ResultId).Chunk(256))
            {
                await scope.Execute($"DELETE FROM result_chunks WHERE {scope.Engine.Among("result_id", "@ids")}", new { ids });
            }

            return await scope.Execute("DELETE FROM jobs WHERE id = @jobId", new { jobId });
        },
        cancellation);

    private static object Values(JobRow job) => new
    {
        job.Id,
        job.Name,
        job.Status,
        Document = new Json(job.Document),
        job.Error,
        job.CreatedAt,
        job.StartedAt,
        job.FinishedAt,
    };

    private async Task<Spending> Spent(string parts, string id, CancellationToken cancellation) => await database.Read(
        scope => scope.First<Spending>(
            $"""
            SELECT CAST(coalesce(sum(cost), 0) AS BIGINT) AS cost, CAST(coalesce(sum(input_tokens), 0) AS BIGINT) AS input_tokens,
                CAST(coalesce(sum(output_tokens), 0) AS BIGINT) AS output_tokens,
                CAST(coalesce(sum(unpriced), 0) AS BIGINT) AS unpriced,
                CAST(coalesce(sum(cached), 0) AS BIGINT) AS cached
            FROM ({parts}) AS parts
            """,
            new { id }),
        cancellation) ?? Spending.None;
}
