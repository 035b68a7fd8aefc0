using BenchHub.Cli.Hub;
using BenchHub.MockLlm;
using BenchHub.SampleRag;
using BenchHub.Storage.Backups;

namespace BenchHub.Cli.Serving;

/// <summary>Why a server could not start, for what its user can mend.</summary>
internal static class StartFailure
{
    /// <returns>The sentence; null for a fault of ours, which keeps its trace.</returns>
    public static string? Explain(Exception wrong) => wrong switch
    {
        HubException or SampleRagException or MockLlmException or DatabaseInUseException or MalformedBackupException => wrong.Message,
        _ => Silo.StartFailure.Explain(wrong),
    };
}
