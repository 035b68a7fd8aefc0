using System.Data.Common;
using BenchHub.Storage;

namespace BenchHub.Grains;

/// <summary>Faults of the cluster and its database that pass: what met one is tried again, and nobody is blamed for it.</summary>
internal static class PassingFault
{
    // SQLSTATE classes: 08 the connection broke, 53 the server lacks something, 57P it stops or starts.
    private static readonly string[] PassingStates = ["08", "53", "57P"];

    public static bool Is(Exception fault) => fault is TimeoutException or OrleansException or StorageUnavailableException or StorageFullException
        || (fault is DbException database && (database.IsTransient || PassingStates.Any(state => database.SqlState?.StartsWith(state, StringComparison.Ordinal) == true)));
}
