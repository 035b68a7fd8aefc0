using BenchHub.Storage.Jobs;
using BenchHub.Storage.Monitoring;
using BenchHub.Storage.Results;
using BenchHub.Storage.Tests.Jobs;

namespace BenchHub.Storage.Tests.Monitoring;

internal static class Evaluated
{
    /// <summary>Stores a finished result through the ledger, as a runner does.</summary>
    public static async Task Store(Database database, ResultRow result, CancellationToken ct, params ScoreColumn[] columns)
    {
        var (ledger, job) = (new TaskLedger(database), "j" + result.Id);
        await new JobCatalog(database).Create(Sample.Job(job), [Sample.Task(job: job) with { ResultId = result.Id }], ct);
        Assert.True(await ledger.Complete(job, 0, (await ledger.Begin(job, 0, OnDatabase.Now, ct))!.Value, result, columns, OnDatabase.Now, ct));
    }

    public static AlertRuleRow Rule(string id = "rule_1", string name = "low", long watermark = 0, bool isBuiltIn = false) =>
        new(id, name, "{}", isBuiltIn, IsRemoved: false, watermark, null, null, null, OnDatabase.Now, OnDatabase.Now);

    public static AlertRow Alert(string id, string result = "r1", string system = "sys_0", string severity = "high", int minute = 0, string kind = "threshold") => new(
        id, "rule_1", "low", kind, result, "job", system, "bm25", "ds", "cranfield", "recall@5", 0.5, 0.7, null, severity, "firing", IsMuted: false, "It is low.",
        OnDatabase.Now.AddMinutes(minute), null);

    public static ChannelRow Channel(string id = "chn_1", string name = "ops") => new(id, name, "webhook", "https://example.org/hook", IsSigned: true, "sealed", OnDatabase.Now);

    public static NotificationRow Notification(string id, int minute = 0) => new(id, "jobFinished", "t", "m", "/jobs/1", OnDatabase.Now.AddMinutes(minute), IsRead: false);
}
