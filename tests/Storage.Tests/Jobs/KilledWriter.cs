using System.Diagnostics;
using System.Runtime.CompilerServices;
using BenchHub.Storage.Jobs;

namespace BenchHub.Storage.Tests.Jobs;

/// <summary>This program started again as a process of its own that appends chunk after chunk until it is killed.</summary>
internal static class KilledWriter
{
    public const int ItemsPerChunk = 32;

    private const string Variable = "BENCHHUB_TEST_APPEND_TO";

    public static Process Start(StorageOptions options, int epoch) => Process.Start(new ProcessStartInfo(Environment.ProcessPath!)
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        Environment = { [Variable] = $"{epoch}|{options.ConnectionString}" },
    })!;

    /// <summary>Runs before the test runner does; prints the number of each chunk after its commit.</summary>
    [ModuleInitializer]
    internal static void RunWhenAsked()
    {
        if (Environment.GetEnvironmentVariable(Variable)?.Split('|', 2) is not [var epoch, var connection])
        {
            return;
        }

        var ledger = new TaskLedger(new Database(StorageOptions.Parse(connection), TimeProvider.System));
        for (var chunk = 0; ; chunk++)
        {
            var items = new ItemOutcome[ItemsPerChunk];
            for (var i = 0; i < items.Length; i++)
            {
                items[i] = Sample.Outcome((chunk * ItemsPerChunk) + i);
            }

            // Blocking: no other thread may run code of this assembly before its initializer ends.
            if (ledger.Append("job", 0, int.Parse(epoch), "res_job_0", chunk, items).GetAwaiter().GetResult() == AppendOutcome.Fenced)
            {
                return;
            }

            Console.WriteLine(chunk);
        }
    }
}
