namespace BenchHub.MockLlm;

/// <summary>
/// Takes batches and answers them once their time has come. Nothing runs in between: a batch moves on when somebody
/// looks at it.
/// </summary>
internal sealed class BatchDesk(FileShelf files, BatchRun run, MockLlmOptions options)
{
    private readonly Lock _lock = new();
    private readonly List<Batch> _batches = [];

    /// <param name="endpoint">A path that <see cref="ProtocolCatalog.ForBatch"/> knows.</param>
    /// <param name="input">Its requests.</param>
    /// <param name="metadata">The asker's own words.</param>
    public Batch Open(string endpoint, StoredFile input, IReadOnlyDictionary<string, string> metadata)
    {
        var (lines, problems) = BatchLine.Read(input.Bytes, endpoint);
        lock (_lock)
        {
            var batch = new Batch
            {
                Id = $"batch_{_batches.Count + 1:D12}",
                Endpoint = endpoint,
                InputFileId = input.Id,
                Status = "validating",
                Created = options.Time.GetUtcNow(),
                Lines = lines,
                Problems = problems,
                Metadata = metadata,
            };
            _batches.Add(batch);
            return batch;
        }
    }

    public Batch? Find(string id) => Change(id, Progress);

    /// <summary>The newest first.</summary>
    public IReadOnlyList<Batch> All()
    {
        lock (_lock)
        {
            return [.. Enumerable.Range(0, _batches.Count).Select(i => _batches[i] = Progress(_batches[i])).Reverse()];
        }
    }

    /// <summary>Does nothing to a batch that has ended.</summary>
    public Batch? Cancel(string id) => Change(id, batch =>
        Progress(batch) is { Ended: null } open ? open with { Status = "cancelled", Ended = options.Time.GetUtcNow() } : Progress(batch));

    private Batch? Change(string id, Func<Batch, Batch> change)
    {
        lock (_lock)
        {
            var i = _batches.FindIndex(batch => batch.Id == id);
            return i < 0 ? null : _batches[i] = change(_batches[i]);
        }
    }

    private Batch Progress(Batch batch)
    {
        var now = options.Time.GetUtcNow();
        return batch.Ended is not null ? batch
            : batch.Problems.Count > 0 ? batch with { Status = "failed", Ended = now }
            : now - batch.Created < options.BatchLatency ? batch with { Status = "in_progress" }
            : Complete(batch, now);
    }

    private Batch Complete(Batch batch, DateTimeOffset now)
    {
        var order = Dice.Mix((ulong)options.Seed) + (ulong)_batches.FindIndex(other => other.Id == batch.Id);
        var (output, errors) = run.Answer(ProtocolCatalog.ForBatch(batch.Endpoint)!, batch.Lines, order);
        return batch with
        {
            Status = "completed",
            Ended = now,
            Completed = output.Count,
            Failed = errors.Count,
            OutputFileId = Store($"{batch.Id}_output.jsonl", output, now),
            ErrorFileId = Store($"{batch.Id}_error.jsonl", errors, now),
        };
    }

    private string? Store(string name, List<byte[]> lines, DateTimeOffset now)
    {
        using var content = new MemoryStream();
        foreach (var line in lines)
        {
            content.Write(line);
            content.WriteByte((byte)'\n');
        }

        return lines.Count == 0 ? null : files.Add(name, "batch_output", content.ToArray(), now).Id;
    }
}
