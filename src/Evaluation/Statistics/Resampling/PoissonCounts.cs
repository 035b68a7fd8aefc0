using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BenchHub.Evaluation.Statistics.Resampling;

/// <summary>Independent Poisson numbers of a mean of at most 1, 32 at a time.</summary>
/// <remarks>
/// By inversion of 16 random bits. The chances are no multiples of 2^-16; what each has over the multiple below it goes into
/// a second distribution, which is drawn from by 53 more bits whenever the 16 lie above all the multiples (about 9 times in
/// 65,536). The mixture has the Poisson chances to the last digits of a double, up to 23, which is passed once in 10^24.
/// </remarks>
internal sealed class PoissonCounts
{
    /// <summary>Counts drawn from one step of vector work; what is filled must be a multiple long.</summary>
    public const int Lanes = 32;

    /// <summary>Counts from one 64-bit random number.</summary>
    public const int WordCounts = 4;

    // Of a mean up to 1, 7 and more have less than six parts in 2^16 together: those are left to the second distribution.
    private const int Steps = 7;
    private const int Most = 24;
    private const double Parts = 65_536;
    private const ulong RestUse = 1;

    private readonly Vector512<short>[] _steps = new Vector512<short>[Steps];
    private readonly double[] _rest = new double[Most];
    private readonly double _restSum;

    public PoissonCounts(double mean)
    {
        var (chance, below) = (Math.Exp(-mean), 0);
        for (var count = 0; count < Most; chance *= mean / ++count)
        {
            var whole = count < Steps ? (int)(Parts * chance) : 0;
            below += whole;
            _rest[count] = (Parts * chance) - whole;
            if (count < Steps)
            {
                _steps[count] = Vector512.Create((short)(below - 1 - (Parts / 2)));
            }
        }

        _restSum = Parts - below;
    }

    /// <param name="counts">To fill.</param>
    /// <param name="seed">Of the random numbers.</param>
    /// <param name="index">The first of them; a quarter as many are used as there are counts.</param>
    /// <returns>The sum of the counts.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Draw(Span<double> counts, ulong seed, ulong index)
    {
        var (s0, s1, s2, s3, s4, s5, s6) = (_steps[0], _steps[1], _steps[2], _steps[3], _steps[4], _steps[5], _steps[6]);
        var sum = Vector512<short>.Zero;
        for (var i = 0; i < counts.Length; i += Lanes, index += Lanes / WordCounts)
        {
            var bits = SplitMix64.EightAt(seed, index).AsInt16();
            var drawn = -(Vector512.GreaterThan(bits, s0) + Vector512.GreaterThan(bits, s1) + Vector512.GreaterThan(bits, s2)
                + Vector512.GreaterThan(bits, s3) + Vector512.GreaterThan(bits, s4) + Vector512.GreaterThan(bits, s5)
                + Vector512.GreaterThan(bits, s6));
            if (Vector512.GreaterThanAny(bits, s6))
            {
                drawn = WithRest(drawn, Vector512.GreaterThan(bits, s6), SplitMix64.Stream(seed, RestUse), index * WordCounts);
            }

            sum += drawn;
            Store(drawn, counts.Slice(i, Lanes));
        }

        return Vector512.Sum(sum);
    }

    private static void Store(Vector512<short> drawn, Span<double> counts)
    {
        var (low, high) = Vector512.Widen(drawn);
        var (a, b) = Vector512.Widen(low);
        var (c, d) = Vector512.Widen(high);
        Vector512.ConvertToDouble(a).CopyTo(counts);
        Vector512.ConvertToDouble(b).CopyTo(counts[8..]);
        Vector512.ConvertToDouble(c).CopyTo(counts[16..]);
        Vector512.ConvertToDouble(d).CopyTo(counts[24..]);
    }

    private Vector512<short> WithRest(Vector512<short> drawn, Vector512<short> above, ulong seed, ulong index)
    {
        for (var lanes = above.ExtractMostSignificantBits(); lanes != 0; lanes &= lanes - 1)
        {
            var lane = BitOperations.TrailingZeroCount(lanes);
            drawn = drawn.WithElement(lane, Rest(SplitMix64.UnitAt(seed, index + (ulong)lane)));
        }

        return drawn;
    }

    private short Rest(double uniform)
    {
        var left = uniform * _restSum;
        short count = 0;
        while (count < Most - 1 && left >= _rest[count])
        {
            left -= _rest[count++];
        }

        return count;
    }
}
