using System.Data.Common;
using BenchHub.Storage;

namespace BenchHub.Grains;

/// <summary>Faults for which nobody is to blame: what met one is tried again.</summary>
internal static class PassingFaults
{
    // SQLSTATE classes: 08 the connection broke, 53 the server lacks something, 57P it stops or starts.
    private static readonly string[] PassingStates = ["08", "53", "57P"];

    extension(Exception fault)
    {
        /// <summary>Whether a grain may answer when it is asked again: its silo died or is too busy, or its storage is away or full.</summary>
        public bool MayPass => fault is DbException || fault.IsOutage;

        /// <summary>Whether the cluster or its database is away, and not what was asked of them wrong.</summary>
        public bool IsOutage => fault is TimeoutException or OrleansException or StorageUnavailableException or StorageFullException
            || (fault is DbException database && (database.IsTransient || PassingStates.Any(state => database.SqlState?.StartsWith(state, StringComparison.Ordinal) == true)));
    }
}
