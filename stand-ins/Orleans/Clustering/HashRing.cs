using System.Text;
using Orleans.Runtime;

namespace Orleans.Clustering;

/// <summary>
/// Which of the silos holds a grain: each has many points on a circle of hashes, and a grain belongs to the silo of the next point.
/// When a silo comes or goes, only the grains of its own arcs move.
/// </summary>
internal sealed class HashRing
{
    // Shares of the circle vary by one over the root of it: with 128 points one of three silos had a tenth too much to do.
    private const int PointsPerSilo = 2048;

    private readonly uint[] _points;
    private readonly SiloAddress[] _owners;

    public HashRing(IEnumerable<SiloAddress> silos)
    {
        var points = silos.SelectMany(Points).OrderBy(point => point.Hash).ThenBy(point => point.Silo).ToArray();
        _points = [.. points.Select(point => point.Hash)];
        _owners = [.. points.Select(point => point.Silo)];
    }

    /// <summary>Null when no silo takes grains.</summary>
    public SiloAddress? OwnerOf(GrainId grain)
    {
        if (_points.Length == 0)
        {
            return null;
        }

        var index = Array.BinarySearch(_points, grain.GetUniformHashCode());
        index = index < 0 ? ~index : index;
        return _owners[index == _owners.Length ? 0 : index];
    }

    private static IEnumerable<(uint Hash, SiloAddress Silo)> Points(SiloAddress silo) => Enumerable.Range(0, PointsPerSilo)
        .Select(index => (StableHash.Of(Encoding.UTF8.GetBytes($"{silo.ToParsableString()}#{index}")), silo));
}
