using BenchHub.Storage.Jobs;
using BenchHub.Storage.Tests.Jobs;

namespace BenchHub.Storage.Tests.Results;

internal static class Recorded
{
    /// <summary>Records outcomes of the sample task, chunk by chunk.</summary>
    public static async Task Chunks(Database database, IEnumerable<ItemOutcome> outcomes, int perChunk, CancellationToken cancellation)
    {
        var ledger = new TaskLedger(database);
        await new JobCatalog(database).Create(Sample.Job(), [Sample.Task()], cancellation);
        var epoch = (await ledger.Begin("job", 0, OnDatabase.Now, cancellation))!.Value;
        var chunk = 0;
        foreach (var some in outcomes.Chunk(perChunk))
        {
            await ledger.Append("job", 0, epoch, "res_job_0", chunk++, some, cancellation);
        }
    }
}
