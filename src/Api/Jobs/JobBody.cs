using BenchHub.Api.Json;
using BenchHub.Evaluation.Metrics;
using BenchHub.Jobs;

namespace BenchHub.Api.Jobs;

/// <summary>A job to run: every system on every dataset. Settings may stand here or under evaluationConfig.</summary>
[RequestBody]
internal sealed record JobBody
{
    public string? Name { get; init; }

    /// <summary>Ids or names.</summary>
    public IReadOnlyList<string>? Systems { get; init; }

    /// <summary>Another name of systems.</summary>
    public IReadOnlyList<string>? SystemIds { get; init; }

    /// <summary>Ids or names; each in its latest version.</summary>
    public IReadOnlyList<string>? Datasets { get; init; }

    /// <summary>Another name of datasets.</summary>
    public IReadOnlyList<string>? DatasetIds { get; init; }

    /// <summary>Default: ndcg@10, recall@5, precision@5, mrr and map; on a dataset of a task those that the task names.</summary>
    public IReadOnlyList<string>? Metrics { get; init; }

    /// <summary>Calls in flight per task. Default: 8.</summary>
    public int? Concurrency { get; init; }

    /// <summary>Tasks at once. Default: 3.</summary>
    public int? ParallelTasks { get; init; }

    /// <summary>Documents to ask for. Default: what each system says.</summary>
    public int? TopK { get; init; }

    /// <summary>How long a task waits for a system that is down. Default: 600.</summary>
    public double? PatienceSeconds { get; init; }

    /// <summary>US dollars that the job may cost; it then ends with a partial result. Default: no cap.</summary>
    public decimal? MaxDollars { get; init; }

    /// <summary>Tokens, of requests and answers together, that the job may take. Default: no cap.</summary>
    public long? MaxTokens { get; init; }

    /// <summary>Whether answers that a model gave to the same request before are used again. Default: true.</summary>
    public bool? Cache { get; init; }

    /// <summary>How old such an answer may be. Default: any age.</summary>
    public double? CacheSeconds { get; init; }

    /// <summary>Ends the tasks once the systems are ranked. Default: every item is asked.</summary>
    public EarlyStopBody? EarlyStop { get; init; }

    /// <summary>Names of judges, each in its latest version; each brings the metric judge:name.</summary>
    public IReadOnlyList<string>? Judges { get; init; }

    /// <summary>The result whose outputs are the opponent's answers, for judges that compare two.</summary>
    public string? Against { get; init; }

    /// <summary>live: call by call. batch: through the provider's batches, for less money, some time within a day. Default: live.</summary>
    public string? Mode { get; init; }

    /// <summary>With mode batch: seconds after which what no batch has answered is asked live. Default: 86400.</summary>
    public double? BatchDeadlineSeconds { get; init; }

    /// <summary>With mode batch: hours of the day within which batches are submitted, in the hub's time zone, such as 22:00-06:00. Default: any.</summary>
    public string? BatchWindow { get; init; }

    /// <summary>With mode batch: low, normal or high; who goes first of those that wait to submit. Default: normal.</summary>
    public string? Priority { get; init; }

    public EvaluationConfigBody? EvaluationConfig { get; init; }

    /// <exception cref="RefusedException">A system or dataset does not exist, or a setting cannot mean anything.</exception>
    /// <exception cref="UnknownMetricException">There is no such metric.</exception>
    public async Task<SubmitJob> ToCommand(Lookup lookup, CancellationToken ct)
    {
        var config = EvaluationConfig ?? new();
        var defaults = new SubmitJob();
        return defaults with
        {
            Name = Name ?? "",
            Systems = await lookup.SystemIds([.. Systems ?? [], .. SystemIds ?? []], Systems is null ? "systemIds" : "systems", ct),
            Datasets = [.. (await lookup.DatasetIds([.. Datasets ?? [], .. DatasetIds ?? []], Datasets is null ? "datasetIds" : "datasets", ct)).Select(static id => new DatasetRef(id))],
            Metrics = (Metrics ?? config.Metrics) is { } named ? [.. MetricSet.Parse(named).Names] : [],
            MostCost = Dollars.ToBillionths(MaxDollars, "maxDollars"),
            MostTokens = MaxTokens,
            UseCache = Cache ?? true,
            EarlyStop = EarlyStop?.ToCommand(),
            CacheAge = Seconds.Of(CacheSeconds, "cacheSeconds"),
            Judges = await lookup.Judges(Judges ?? [], "judges", ct),
            Against = Against is { Length: > 0 } id ? new ResultId(id) : null,
            Mode = BatchWords.Mode(Mode),
            Batch = BatchWords.Settings(this),
            Concurrency = Concurrency ?? config.Concurrency ?? defaults.Concurrency,
            ParallelTasks = ParallelTasks ?? config.ParallelTasks ?? defaults.ParallelTasks,
            TopK = TopK ?? config.TopK,
            Patience = Seconds.Of(PatienceSeconds ?? config.PatienceSeconds, "patienceSeconds") ?? defaults.Patience,
        };
    }
}

/// <summary>The settings of a job, where a caller nests them.</summary>
[RequestBody]
internal sealed record EvaluationConfigBody
{
    public IReadOnlyList<string>? Metrics { get; init; }

    public int? Concurrency { get; init; }

    public int? ParallelTasks { get; init; }

    public int? TopK { get; init; }

    public double? PatienceSeconds { get; init; }
}
