using System.Data.Common;
using BenchHub.Cli.Hub;
using BenchHub.Connectors.Secrets;
using BenchHub.MockLlm;
using BenchHub.SampleRag;
using BenchHub.Storage;
using BenchHub.Storage.Backups;
using Microsoft.AspNetCore.Connections;

namespace BenchHub.Cli.Serving;

/// <summary>Why a server could not start, for what its user can mend.</summary>
internal static class StartFailure
{
    /// <returns>The sentence; null for a fault of ours, which keeps its trace.</returns>
    public static string? Explain(Exception wrong) => wrong switch
    {
        HubException or SampleRagException or MockLlmException or RefusedException or SecretException or FormatException => wrong.Message,
        NewerDatabaseException or DatabaseInUseException or MalformedBackupException or StorageBusyException or StorageFullException or StorageUnavailableException => wrong.Message,
        IOException { InnerException: AddressInUseException } => $"{wrong.Message.TrimEnd('.')}. Stop what listens there, or name another port.",
        DbException => $"The database cannot be used: {wrong.Message.TrimEnd('.')}.",
        _ => null,
    };
}
