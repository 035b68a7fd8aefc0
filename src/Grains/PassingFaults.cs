using System.Data.Common;

namespace BenchHub.Grains;

internal static class PassingFaults
{
    extension(Exception fault)
    {
        /// <summary>Whether a grain may answer when it is asked again: its silo died or is too busy, or the database is away.</summary>
        public bool MayPass => fault is TimeoutException or OrleansException or DbException;
    }
}
