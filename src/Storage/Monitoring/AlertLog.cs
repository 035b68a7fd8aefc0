namespace BenchHub.Storage.Monitoring;

/// <summary>All alerts, those that fire and those that did.</summary>
public sealed class AlertLog(Database database)
{
    private const string Columns =
        """
        id, rule_id, rule_name, kind, result_id, job_id, system_id, system_name, dataset_id, dataset_name, metric, value, threshold, p, severity, state,
        is_muted, message, at, resolved_at
        """;

    /// <summary>Newest first.</summary>
    public Task<Page<AlertRow>> List(AlertFilter filter, PageRequest page, CancellationToken cancellation = default)
    {
        List<string> where = [];
        var values = new Dictionary<string, object?>();
        foreach (var (column, wanted) in new[] { ("state", filter.State), ("severity", filter.Severity) })
        {
            if (!string.IsNullOrEmpty(wanted))
            {
                where.Add($"{column} = @{column}");
                values[column] = wanted;
            }
        }

        return Listing.Read<AlertRow>(database, $"SELECT {Columns} FROM alerts", "at", where, values, page, static row => new(row.At, row.Id), cancellation);
    }

    public Task<AlertRow?> Find(string id, CancellationToken cancellation = default) =>
        database.Read(scope => scope.First<AlertRow>($"SELECT {Columns} FROM alerts WHERE id = @id", new { id }), cancellation);

    /// <summary>Those of a rule that fire.</summary>
    public Task<IReadOnlyList<OpenAlert>> Open(string ruleId, CancellationToken cancellation = default) => database.Read(
        scope => scope.List<OpenAlert>("SELECT id, system_id, dataset_id, is_muted FROM alerts WHERE rule_id = @ruleId AND state = 'firing' ORDER BY at, id", new { ruleId }),
        cancellation);

    /// <summary>How many alerts fire, by severity.</summary>
    public async Task<IReadOnlyDictionary<string, long>> Firing(CancellationToken cancellation = default) => (await database.Read(
        static scope => scope.List<(string Severity, long Count)>("SELECT severity, count(*) FROM alerts WHERE state = 'firing' GROUP BY severity"),
        cancellation)).ToDictionary(static row => row.Severity, static row => row.Count);

    /// <summary>
    /// Moves a rule from one watermark to the next and keeps what that changes, in one transaction: whoever evaluates the same results again
    /// finds the watermark moved and changes nothing.
    /// </summary>
    /// <param name="channels">Ids of those that are told; null for all.</param>
    /// <returns>False when the rule is gone or stands elsewhere; nothing was written.</returns>
    public Task<bool> Commit(
        string ruleId, long from, long to, IReadOnlyList<AlertChange> changes, IReadOnlyList<string>? channels, DateTimeOffset now,
        CancellationToken cancellation = default) => database.Write(
        async scope =>
        {
            if (await scope.Execute(
                "UPDATE alert_rules SET watermark = @to, evaluated_at = @now WHERE id = @ruleId AND watermark = @from AND NOT is_removed", new { ruleId, from, to, now }) == 0)
            {
                return false;
            }

            foreach (var change in changes)
            {
                await Apply(scope, change, channels, now);
            }

            return true;
        },
        cancellation);

    /// <summary>Closes the alerts of a rule whose system or dataset is no more: no result will ever do it.</summary>
    public Task<int> CloseOrphans(string ruleId, DateTimeOffset now, CancellationToken cancellation = default) => database.Execute(
        """
        UPDATE alerts SET state = 'resolved', resolved_at = @now
        WHERE rule_id = @ruleId AND state = 'firing' AND (EXISTS (SELECT 1 FROM systems WHERE id = alerts.system_id AND status = 'retired')
            OR EXISTS (SELECT 1 FROM datasets WHERE id = alerts.dataset_id AND status = 'retired'))
        """,
        new { ruleId, now },
        cancellation);

    /// <summary>
    /// Removes alerts that were resolved before an instant, with what became of telling them. One that fires stays, and so does one of which somebody is
    /// yet to be told.
    /// </summary>
    /// <returns>How many alerts.</returns>
    public Task<long> Prune(DateTimeOffset before, CancellationToken cancellation = default) => database.Write(
        async scope =>
        {
            // What was resolved before an instant was raised before it, and that has an index.
            const string Old =
                """
                at < @before AND state = 'resolved' AND resolved_at < @before
                    AND NOT EXISTS (SELECT 1 FROM deliveries AS told WHERE told.alert_id = alerts.id AND told.status = 'pending')
                """;
            await scope.Execute($"DELETE FROM deliveries WHERE alert_id IN (SELECT id FROM alerts WHERE {Old})", new { before });
            return (long)await scope.Execute($"DELETE FROM alerts WHERE {Old}", new { before });
        },
        cancellation);

    private static Task<int> Apply(Scope scope, AlertChange change, IReadOnlyList<string>? channels, DateTimeOffset now) => change switch
    {
        AlertChange.Raise raise => scope.Execute(
            $"""
            INSERT INTO alerts ({Columns}) VALUES (@Id, @RuleId, @RuleName, @Kind, @ResultId, @JobId, @SystemId, @SystemName, @DatasetId, @DatasetName, @Metric, @Value,
                @Threshold, @P, @Severity, @State, @IsMuted, @Message, @At, @ResolvedAt)
            ON CONFLICT DO NOTHING
            """,
            raise.Alert),
        AlertChange.Resolve resolve => scope.Execute("UPDATE alerts SET state = 'resolved', resolved_at = @At WHERE id = @AlertId AND state = 'firing'", resolve),
        AlertChange.Unmute unmute => scope.Execute("UPDATE alerts SET is_muted = @no WHERE id = @AlertId", new { unmute.AlertId, no = false }),
        AlertChange.Tell tell => DeliveryOutbox.Add(scope, tell.AlertId, tell.Event, channels, now),
        AlertChange.Notify notify => Notifications.Add(scope, notify.Notification),
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };
}
