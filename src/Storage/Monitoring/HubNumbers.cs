using System.Globalization;
using Dapper;

namespace BenchHub.Storage.Monitoring;

/// <summary>The hub at a glance.</summary>
/// <param name="Healthy">Active systems whose last check within a week was good; those without a check are in neither number.</param>
/// <param name="CostToday">In billionths of a US dollar, as the others.</param>
[method: ExplicitConstructor]
public sealed record HubNumbersRow(
    long Systems, long Healthy, long Unhealthy,
    long Running, long Queued, long FailedToday, long FinishedToday,
    long LastDay, long LastWeek,
    long CostToday, long CostWeek, long CostMonth);

/// <summary>Numbers for an overview, each read over an index and none over a whole history.</summary>
public sealed class HubNumbers(Database database)
{
    public async Task<HubNumbersRow> Read(DateTimeOffset now, CancellationToken cancellation = default)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        return (await database.Read(
            scope => scope.First<HubNumbersRow>(
                """
                SELECT s.systems, s.healthy, s.systems_checked - s.healthy AS unhealthy,
                    (SELECT count(*) FROM jobs WHERE status = 'running') AS running,
                    (SELECT count(*) FROM jobs WHERE status = 'pending') AS queued,
                    (SELECT count(*) FROM jobs WHERE finished_at >= @today AND status = 'failed') AS failed_today,
                    (SELECT count(*) FROM jobs WHERE finished_at >= @today AND status = 'completed') AS finished_today,
                    (SELECT count(*) FROM results WHERE finished_at >= @day) AS last_day,
                    (SELECT count(*) FROM results WHERE finished_at >= @week) AS last_week,
                    c.today AS cost_today, c.week AS cost_week, c.month AS cost_month
                FROM (
                    SELECT count(*) AS systems, count(is_healthy) AS systems_checked, count(CASE WHEN is_healthy THEN 1 END) AS healthy FROM (
                        SELECT (SELECT is_healthy FROM health_checks WHERE system_id = systems.id AND checked_at >= @week ORDER BY checked_at DESC LIMIT 1) AS is_healthy
                        FROM systems WHERE status = 'active'
                    ) AS checked
                ) AS s, (
                    SELECT CAST(coalesce(sum(CASE WHEN day >= @firstToday THEN cost END), 0) AS BIGINT) AS today,
                        CAST(coalesce(sum(CASE WHEN day >= @firstWeek THEN cost END), 0) AS BIGINT) AS week, CAST(coalesce(sum(cost), 0) AS BIGINT) AS month
                    FROM spending WHERE day >= @firstMonth
                ) AS c
                """,
                new
                {
                    today,
                    day = now.AddDays(-1),
                    week = now.AddDays(-7),
                    firstToday = Day(today),
                    firstWeek = Day(today.AddDays(-6)),
                    firstMonth = Day(today.AddDays(-29)),
                }),
            cancellation))!;
    }

    /// <summary>Regressions of the last week that nothing has made good since, newest first.</summary>
    public Task<IReadOnlyList<AlertRow>> Worsened(DateTimeOffset now, int most, CancellationToken cancellation = default) => database.Read(
        scope => scope.List<AlertRow>(
            """
            SELECT id, rule_id, rule_name, kind, result_id, job_id, system_id, system_name, dataset_id, dataset_name, metric, value, threshold, p, severity, state,
                is_muted, message, at, resolved_at
            FROM alerts WHERE at >= @week AND kind = 'drop' AND state = 'firing' ORDER BY at DESC, id DESC LIMIT @most
            """,
            new { week = now.AddDays(-7), most }),
        cancellation);

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
