namespace BenchHub.Cli.Chaos;

/// <param name="Faults">How many are injected.</param>
/// <param name="Seed">Decides which, where and when.</param>
/// <param name="Items">Of each job.</param>
/// <param name="Concurrency">Calls in flight of each task.</param>
/// <param name="Pause">How long a paused or cut off silo is away; it must be longer than its lease to make a zombie of it.</param>
/// <param name="Kinds">Of <see cref="FaultCatalog.Kinds"/>; all that this machine allows where there are none.</param>
/// <param name="Folder">Of the cluster, with its logs.</param>
/// <param name="Longest">No further fault after this time.</param>
internal sealed record ChaosOptions(int Faults, int Seed, int Items, int Concurrency, TimeSpan Pause, IReadOnlyList<string> Kinds, DirectoryInfo Folder, TimeSpan Longest)
{
    public static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(25);
}
