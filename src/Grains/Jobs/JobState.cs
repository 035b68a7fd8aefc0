using BenchHub.Jobs;

namespace BenchHub.Grains.Jobs;

/// <summary>
/// What survives a restart. The tasks do not stand here: their rows in SQL carry the epochs that fence runners,
/// and one truth is enough.
/// </summary>
internal sealed record JobState
{
    public SubmitJob? Command { get; init; }

    public JobStatus Status { get; init; }

    public string? Error { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }
}
