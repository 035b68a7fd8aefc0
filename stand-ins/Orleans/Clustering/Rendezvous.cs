using System.Text;
using Orleans.Runtime;

namespace Orleans.Clustering;

/// <summary>
/// Which of the silos holds a grain: the one whose hash with it is the highest (rendezvous hashing, Thaler and Ravishankar 1998). All shares are the
/// same but for chance, and when a silo comes or goes, only the grains move that it takes or had.
/// </summary>
internal sealed class Rendezvous(IEnumerable<SiloAddress> silos)
{
    private readonly (SiloAddress Silo, ulong Seed)[] _silos = [.. silos.Order().Select(static silo => (silo, Seed(silo)))];

    /// <summary>Null when no silo takes grains.</summary>
    public SiloAddress? OwnerOf(GrainId grain)
    {
        var hash = (ulong)grain.GetUniformHashCode();
        var (owner, highest) = ((SiloAddress?)null, 0UL);
        foreach (var (silo, seed) in _silos)
        {
            var score = Mix(seed + hash);
            if (owner is null || score > highest)
            {
                (owner, highest) = (silo, score);
            }
        }

        return owner;
    }

    private static ulong Seed(SiloAddress silo) =>
        ((ulong)StableHash.Of(Encoding.UTF8.GetBytes($"{silo.ToParsableString()}#0")) << 32) | StableHash.Of(Encoding.UTF8.GetBytes($"{silo.ToParsableString()}#1"));

    // The finalizer of SplitMix64.
    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
