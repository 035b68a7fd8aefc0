using Dapper;

namespace BenchHub.Storage.Judges;

/// <summary>One version of a judge: a definition, and the system that plays it.</summary>
/// <param name="Definition">As <c>JudgeDefinition.Parse</c> reads it.</param>
/// <param name="Hash">Of the prompts.</param>
/// <param name="IsRemoved">New jobs cannot name it; results that it judged stay explained.</param>
[method: ExplicitConstructor]
public sealed record JudgeRow(string Name, int Version, string SystemId, string Definition, string Hash, bool IsRemoved, DateTimeOffset CreatedAt);

/// <summary>All judges with their versions.</summary>
public sealed class JudgeCatalog(Database database)
{
    private const string Select = "SELECT name, version, system_id, definition, hash, is_removed, created_at FROM judges";

    /// <summary>Adds a version, or answers the one that holds where it says the same.</summary>
    public Task<JudgeRow> Add(string name, string systemId, string definition, string hash, DateTimeOffset now, CancellationToken cancellation = default) => database.Write(
        async scope =>
        {
            var last = await scope.First<JudgeRow>($"{Select} WHERE name = @name ORDER BY version DESC LIMIT 1", new { name });
            if (last is { IsRemoved: false } && (last.SystemId, last.Definition) == (systemId, definition))
            {
                return last;
            }

            var next = new JudgeRow(name, (last?.Version ?? 0) + 1, systemId, definition, hash, IsRemoved: false, now);
            await scope.Execute(
                "INSERT INTO judges (name, version, system_id, definition, hash, created_at) VALUES (@Name, @Version, @SystemId, @Definition, @Hash, @CreatedAt)", next);
            return next;
        },
        cancellation);

    /// <param name="version">Null means the one that holds; null as well when every version was removed.</param>
    public Task<JudgeRow?> Find(string name, int? version = null, CancellationToken cancellation = default) => database.Read(
        scope => version is null
            ? scope.First<JudgeRow>($"{Select} WHERE name = @name AND NOT is_removed ORDER BY version DESC LIMIT 1", new { name })
            : scope.First<JudgeRow>($"{Select} WHERE name = @name AND version = @version", new { name, version }),
        cancellation);

    /// <summary>The version of each that holds, by name.</summary>
    public Task<IReadOnlyList<JudgeRow>> List(CancellationToken cancellation = default) => database.Read(
        scope => scope.List<JudgeRow>(
            $"{Select} AS one WHERE NOT is_removed AND version = (SELECT max(version) FROM judges WHERE name = one.name AND NOT is_removed) ORDER BY name"),
        cancellation);

    /// <returns>How many versions were removed.</returns>
    public Task<int> Remove(string name, CancellationToken cancellation = default) =>
        database.Execute("UPDATE judges SET is_removed = TRUE WHERE name = @name AND NOT is_removed", new { name }, cancellation);
}
