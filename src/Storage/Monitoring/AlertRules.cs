using System.Data.Common;

namespace BenchHub.Storage.Monitoring;

/// <summary>All alert rules.</summary>
public sealed class AlertRules(Database database)
{
    private const string Select =
        """
        SELECT id, name, document, is_built_in, is_removed, watermark, evaluated_at, silenced_until, silence_reason, created_at, updated_at,
            (SELECT CAST(count(*) AS INTEGER) FROM alerts WHERE rule_id = alert_rules.id AND state = 'firing') AS firing
        FROM alert_rules
        """;

    private const string Insert =
        """
        INSERT INTO alert_rules (id, name, document, is_built_in, is_removed, watermark, evaluated_at, silenced_until, silence_reason, created_at, updated_at)
        VALUES (@Id, @Name, @Document, @IsBuiltIn, @IsRemoved, @Watermark, @EvaluatedAt, @SilencedUntil, @SilenceReason, @CreatedAt, @UpdatedAt)
        """;

    /// <summary>Null as well for a rule that was removed.</summary>
    public Task<AlertRuleRow?> Find(string id, CancellationToken cancellation = default) => database.Read(
        scope => scope.First<AlertRuleRow>($"{Select} WHERE id = @id AND NOT is_removed", new { id }), cancellation);

    /// <summary>An id wins over a name.</summary>
    public Task<AlertRuleRow?> FindNamed(string idOrName, CancellationToken cancellation = default) => database.Read(
        scope => scope.First<AlertRuleRow>(
            $"{Select} WHERE (id = @idOrName OR name = @idOrName) AND NOT is_removed ORDER BY CASE WHEN id = @idOrName THEN 0 ELSE 1 END LIMIT 1", new { idOrName }),
        cancellation);

    /// <summary>Those that were not removed, by name.</summary>
    public Task<IReadOnlyList<AlertRuleRow>> List(CancellationToken cancellation = default) =>
        database.Read(static scope => scope.List<AlertRuleRow>($"{Select} WHERE NOT is_removed ORDER BY name"), cancellation);

    public Task<IReadOnlyList<string>> Ids(CancellationToken cancellation = default) =>
        database.Read(static scope => scope.List<string>("SELECT id FROM alert_rules WHERE NOT is_removed ORDER BY id"), cancellation);

    /// <summary>Adds what comes with the program, each rule once: one that was removed, or whose name is taken, is left.</summary>
    public Task<int> Install(IReadOnlyList<AlertRuleRow> builtIn, CancellationToken cancellation = default) => database.Write(
        async scope =>
        {
            var added = 0;
            foreach (var rule in builtIn)
            {
                added += await scope.Execute($"{Insert} ON CONFLICT DO NOTHING", Values(rule));
            }

            return added;
        },
        cancellation);

    /// <summary>Adds the rule or changes its name and document. Alerts of other conditions than now are closed when <paramref name="isOther"/>.</summary>
    /// <exception cref="NameTakenException">Another rule has the name.</exception>
    public async Task Put(AlertRuleRow rule, bool isOther, CancellationToken cancellation = default)
    {
        try
        {
            await database.Write(
                async scope =>
                {
                    await scope.Execute(
                        $"{Insert} ON CONFLICT (id) DO UPDATE SET name = excluded.name, document = excluded.document, updated_at = excluded.updated_at, is_removed = excluded.is_removed",
                        Values(rule));
                    return isOther ? await Close(scope, rule.Id, rule.UpdatedAt) : 0;
                },
                cancellation);
        }
        catch (DbException taken) when (database.IsDuplicate(taken))
        {
            throw new NameTakenException(rule.Name, taken);
        }
    }

    /// <summary>Keeps the rule quiet until an instant; null ends a silence.</summary>
    public Task Silence(string id, DateTimeOffset? until, string? reason, CancellationToken cancellation = default) => database.Execute(
        "UPDATE alert_rules SET silenced_until = @until, silence_reason = @reason WHERE id = @id", new { id, until, reason }, cancellation);

    /// <summary>Removes the rule; its alerts stay as history and fire no longer.</summary>
    public Task<int> Remove(string id, DateTimeOffset now, CancellationToken cancellation = default) => database.Write(
        async scope =>
        {
            await Close(scope, id, now);
            return await scope.Execute("UPDATE alert_rules SET is_removed = @yes WHERE id = @id AND is_built_in", new { id, yes = true })
                + await scope.Execute("DELETE FROM alert_rules WHERE id = @id AND NOT is_built_in", new { id });
        },
        cancellation);

    private static Task<int> Close(Scope scope, string id, DateTimeOffset now) =>
        scope.Execute("UPDATE alerts SET state = 'resolved', resolved_at = @now WHERE rule_id = @id AND state = 'firing'", new { id, now });

    private static object Values(AlertRuleRow rule) => new
    {
        rule.Id,
        rule.Name,
        Document = new Json(rule.Document),
        rule.IsBuiltIn,
        rule.IsRemoved,
        rule.Watermark,
        rule.EvaluatedAt,
        rule.SilencedUntil,
        rule.SilenceReason,
        rule.CreatedAt,
        rule.UpdatedAt,
    };
}
