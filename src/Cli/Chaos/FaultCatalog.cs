using BenchHub.Cli.Hub;

namespace BenchHub.Cli.Chaos;

/// <summary>All kinds of faults, and how often each comes in comparison.</summary>
internal static class FaultCatalog
{
    private static readonly (IFault Fault, int Weight)[] All =
    [
        (new KillSilo(), 7), (new KillApi(), 3), (new KillAll(), 2), (new PauseSilo(), 1), (new CrashDatabase(), 3), (new FillDisk(), 2), (new CutSilo(), 1),
    ];

    public static IEnumerable<string> Kinds => All.Select(static entry => entry.Fault.Kind);

    /// <summary>An endless sequence of faults, the same for the same random numbers.</summary>
    /// <param name="random">Draws them.</param>
    /// <param name="kinds">Those that may come; all where there are none.</param>
    /// <param name="canFillDisk">Whether the database has a disk of its own.</param>
    /// <param name="canCut">Whether a silo has a network of its own.</param>
    /// <exception cref="HubException">A kind is unknown, or none is left.</exception>
    public static IEnumerable<IFault> Draw(Random random, IReadOnlyList<string> kinds, bool canFillDisk, bool canCut)
    {
        if (kinds.FirstOrDefault(static kind => !Kinds.Contains(kind)) is { } unknown)
        {
            throw new HubException($"There is no fault '{unknown}'; there are {string.Join(", ", Kinds)}.");
        }

        IFault[] urn = [.. All.Where(entry => (kinds.Count == 0 || kinds.Contains(entry.Fault.Kind)) && (canFillDisk || entry.Fault is not FillDisk) && (canCut || entry.Fault is not CutSilo))
            .SelectMany(static entry => Enumerable.Repeat(entry.Fault, entry.Weight))];
        return urn.Length > 0 ? Endless() : throw new HubException("No fault of these kinds can be made here: filling a disk and cutting a silo off need root.");

        IEnumerable<IFault> Endless()
        {
            while (true)
            {
                yield return urn[random.Next(urn.Length)];
            }
        }
    }
}
