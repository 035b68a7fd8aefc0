using Dapper;

namespace BenchHub.Storage.Schedules;

/// <summary>The projection of one schedule.</summary>
/// <param name="Status"><c>active</c> or <c>paused</c>.</param>
/// <param name="Document">JSON of the snapshot; comes back as the text it was given as.</param>
[method: ExplicitConstructor]
public sealed record ScheduleRow(string Id, string Name, string Status, string Document, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
