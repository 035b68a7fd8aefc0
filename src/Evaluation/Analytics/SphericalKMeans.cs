using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using BenchHub.Evaluation.Statistics.Resampling;

namespace BenchHub.Evaluation.Analytics;

/// <summary>Parts vectors into clusters of like direction.</summary>
/// <remarks>
/// Spherical k-means (Dhillon and Modha, Machine Learning 42, 2001): a vector belongs to the centre with the greatest cosine, a centre is
/// the direction of its vectors' sum, until nothing moves. The first centres after k-means++ (Arthur and Vassilvitskii, SODA 2007), whose
/// squared distance is 2 (1 - cosine) here. The same for the same seed. O(rounds * vectors * clusters * length).
/// </remarks>
internal static class SphericalKMeans
{
    private const int MostRounds = 50;

    // Vectors of one text from two requests differ in their last digits.
    private const double Same = 1e-6;

    /// <param name="vectors">Each of length 1, all of as many numbers.</param>
    /// <param name="most">Clusters; fewer where fewer vectors differ.</param>
    /// <param name="seed">Of the first centres.</param>
    /// <returns>The centres, each of length 1, and the cluster of each vector. A cluster may be empty.</returns>
    public static (IReadOnlyList<float[]> Centres, int[] Clusters) Of(float[][] vectors, int most, int seed)
    {
        var centres = First(vectors, most, (ulong)seed);
        var clusters = Array.ConvertAll(vectors, vector => Nearest(centres, vector));
        for (var round = 0; round < MostRounds; round++)
        {
            centres = Moved(centres, vectors, clusters);
            var next = Array.ConvertAll(vectors, vector => Nearest(centres, vector));
            if (next.AsSpan().SequenceEqual(clusters))
            {
                break;
            }

            clusters = next;
        }

        return (centres, clusters);
    }

    /// <summary>At length 1; a vector of zeros stays one.</summary>
    public static float[] Direction(float[] vector)
    {
        var length = MathF.Sqrt(Dot(vector, vector));
        return length == 0 ? vector : Array.ConvertAll(vector, value => value / length);
    }

    /// <summary>In an order of additions that no machine changes.</summary>
    public static float Dot(float[] a, float[] b)
    {
        var x = MemoryMarshal.Cast<float, Vector512<float>>(a);
        var y = MemoryMarshal.Cast<float, Vector512<float>>(b);
        var sums = Vector512<float>.Zero;
        for (var i = 0; i < x.Length; i++)
        {
            sums += x[i] * y[i];
        }

        var sum = Vector512.Sum(sums);
        for (var i = x.Length * Vector512<float>.Count; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static List<float[]> First(float[][] vectors, int most, ulong seed)
    {
        List<float[]> centres = [vectors[(int)(SplitMix64.UnitAt(seed, 0) * vectors.Length)]];
        var far = Array.ConvertAll(vectors, static _ => double.PositiveInfinity);
        while (centres.Count < most)
        {
            for (var i = 0; i < far.Length; i++)
            {
                var distance = 1.0 - Dot(vectors[i], centres[^1]);
                far[i] = Math.Min(far[i], distance < Same ? 0 : distance);
            }

            var left = SplitMix64.UnitAt(seed, (ulong)centres.Count) * far.Sum();
            if (far.Sum() == 0)
            {
                break;
            }

            var chosen = Array.FindIndex(far, distance => (left -= distance) < 0);
            centres.Add(vectors[chosen < 0 ? Array.IndexOf(far, far.Max()) : chosen]);
        }

        return centres;
    }

    private static List<float[]> Moved(List<float[]> centres, float[][] vectors, int[] clusters)
    {
        var sums = centres.ConvertAll(static centre => new float[centre.Length]);
        for (var i = 0; i < vectors.Length; i++)
        {
            var sum = sums[clusters[i]];
            for (var j = 0; j < sum.Length; j++)
            {
                sum[j] += vectors[i][j];
            }
        }

        return [.. sums.Select((sum, c) => sum.AsSpan().ContainsAnyExcept(0f) ? Direction(sum) : centres[c])];
    }

    private static int Nearest(List<float[]> centres, float[] vector)
    {
        var (nearest, best) = (0, float.NegativeInfinity);
        for (var c = 0; c < centres.Count; c++)
        {
            if (Dot(centres[c], vector) is var cosine && cosine > best)
            {
                (nearest, best) = (c, cosine);
            }
        }

        return nearest;
    }
}
