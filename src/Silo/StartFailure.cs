using System.Data.Common;
using BenchHub.Connectors.Secrets;
using BenchHub.Storage;
using Microsoft.AspNetCore.Connections;

namespace BenchHub.Silo;

/// <summary>Why a silo could not start, for what its operator can mend.</summary>
public static class StartFailure
{
    /// <returns>The sentence; null for a fault of ours, which keeps its trace.</returns>
    public static string? Explain(Exception wrong) => wrong switch
    {
        RefusedException or SecretException or FormatException => wrong.Message,
        NewerDatabaseException or StorageBusyException or StorageFullException or StorageUnavailableException => wrong.Message,
        IOException { InnerException: AddressInUseException } => $"{wrong.Message.TrimEnd('.')}. Stop what listens there, or name another port.",
        InvalidOperationException { InnerException: FormatException or ArgumentException } malformed => Setting(malformed),
        DbException => $"The database cannot be used: {wrong.Message.TrimEnd('.')}.",
        _ => null,
    };

    // The binder of settings names the key, then the type; what is wrong with the value stands within.
    private static string Setting(InvalidOperationException wrong) => $"{wrong.Message.TrimEnd('.')}: {wrong.InnerException!.Message}";
}
