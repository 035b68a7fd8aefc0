using System.Collections.Immutable;
using BenchHub.Datasets;
using BenchHub.Systems;

namespace BenchHub.Jobs;

/// <summary>Command: evaluate each system on each dataset.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.submit-job")]
public sealed record SubmitJob
{
    /// <summary>What is measured on a collection of documents where nothing is named.</summary>
    public static readonly ImmutableArray<string> RetrievalMetrics = ["ndcg@10", "recall@5", "precision@5", "mrr", "map"];

    [Id(0)] public string Name { get; init; } = "";

    [Id(1)] public ImmutableArray<SystemId> Systems { get; init; } = [];

    [Id(2)] public ImmutableArray<DatasetRef> Datasets { get; init; } = [];

    /// <summary>Metric names, such as <c>ndcg@10</c>; empty means those that each dataset's kind has by default.</summary>
    [Id(3)] public ImmutableArray<string> Metrics { get; init; } = [];

    /// <summary>Calls in flight per task. Default: 8.</summary>
    [Id(4)] public int Concurrency { get; init; } = 8;

    /// <summary>Tasks at once. Default: 3.</summary>
    [Id(5)] public int ParallelTasks { get; init; } = 3;

    /// <summary>How many documents to ask for; null leaves it to each system.</summary>
    [Id(6)] public int? TopK { get; init; }

    /// <summary>How long a task waits for a system that is down before it fails. Default: 10 minutes.</summary>
    [Id(7)] public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>What the job may cost, in billionths of a US dollar; null means no cap.</summary>
    [Id(8)] public long? MostCost { get; init; }

    /// <summary>Tokens, of requests and answers together, that it may take; null means no cap.</summary>
    [Id(9)] public long? MostTokens { get; init; }

    /// <summary>Whether answers that a model gave to the same request before may be used again. Default: true.</summary>
    [Id(10)] public bool UseCache { get; init; } = true;

    /// <summary>How old such an answer may be; null means any age.</summary>
    [Id(11)] public TimeSpan? CacheAge { get; init; }

    /// <summary>Who judges the answers, each as <see cref="BenchHub.Judges.JudgeRef"/> prints it; each brings the metric <c>judge:name</c>.</summary>
    [Id(12)] public ImmutableArray<string> Judges { get; init; } = [];

    /// <summary>The result whose outputs are the opponent's answers, for judges that compare two.</summary>
    [Id(13)] public ResultId? Against { get; init; }

    /// <summary>Results whose stored outputs are scored, one task each; systems and datasets follow from them and stay empty.</summary>
    [Id(14)] public ImmutableArray<ResultId> Rescore { get; init; } = [];

    /// <summary>Where set, the systems are asked no longer than it takes to rank them.</summary>
    [Id(15)] public EarlyStopping? EarlyStop { get; init; }

    /// <summary>Whether each request is a call, or goes into a provider's batch. Default: calls.</summary>
    [Id(16)] public AskingMode Mode { get; init; }

    /// <summary>Set where <see cref="Mode"/> is <see cref="AskingMode.Batch"/>.</summary>
    [Id(17)] public BatchSettings? Batch { get; init; }
}

/// <summary>A dataset, and the version of it; null means the latest at submission.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.dataset-ref")]
public sealed record DatasetRef(
    [property: Id(0)] DatasetId Id,
    [property: Id(1)] int? Version = null);

[GenerateSerializer, Immutable, Alias("benchhub.job-snapshot")]
public sealed record JobSnapshot(
    [property: Id(0)] JobId Id,
    [property: Id(1)] SubmitJob Command,
    [property: Id(2)] JobStatus Status,
    [property: Id(3)] ImmutableArray<TaskSnapshot> Tasks,
    [property: Id(4)] string? Error,
    [property: Id(5)] DateTimeOffset CreatedAt,
    [property: Id(6)] DateTimeOffset? StartedAt,
    [property: Id(7)] DateTimeOffset? FinishedAt,
    [property: Id(8)] TimeSpan? Eta,
    [property: Id(9)] long Revision)
{
    public int ItemsTotal => Tasks.Sum(static task => task.Items);

    public int ItemsDone => Tasks.Sum(static task => task.Done);

    public int ItemsFailed => Tasks.Sum(static task => task.Failed);
}

[GenerateSerializer, Immutable, Alias("benchhub.task-snapshot")]
public sealed record TaskSnapshot(
    [property: Id(0)] int Number,
    [property: Id(1)] ResultId ResultId,
    [property: Id(2)] SystemId SystemId,
    [property: Id(3)] string SystemName,
    [property: Id(4)] DatasetId DatasetId,
    [property: Id(5)] string DatasetName,
    [property: Id(6)] int DatasetVersion,
    [property: Id(7)] BatchTaskStatus Status,
    [property: Id(8)] int Items,
    [property: Id(9)] int Done,
    [property: Id(10)] int Failed,
    [property: Id(11)] string? Message,
    [property: Id(12)] DateTimeOffset? StartedAt,
    [property: Id(13)] DateTimeOffset? FinishedAt);
