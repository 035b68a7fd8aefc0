using System.Collections;

namespace BenchHub.Evaluation.Statistics.Sequential;

/// <summary>
/// Several systems on the same items in one order, which was fixed beforehand: every pair is followed by a
/// <see cref="PairedStopping"/> of its own until it is decided.
/// </summary>
/// <remarks>
/// <para>
/// α is divided by the number of pairs (Bonferroni), so that the chance that any pair is ever called wrongly is at most α,
/// whenever one looks and stops. Scores may come in any sequence; a pair takes the item at a place only after all
/// before it, when both scores are there, so the same scores give the same decisions however they arrived.
/// </para>
/// <para>Eight bytes and a bit for each item and system. Not for concurrent use.</para>
/// </remarks>
public sealed class RankedStopping
{
    private readonly double[][] _scores;
    private readonly BitArray[] _known;
    private readonly Interval _range;

    /// <param name="systems">At least two.</param>
    /// <param name="items">How many the order has.</param>
    /// <param name="settings">Of all pairs together; its α is that of the family.</param>
    public RankedStopping(int systems, int items, PairedStoppingSettings settings)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(systems, 2);
        _range = settings.Scores.Range;
        _scores = [.. Enumerable.Range(0, systems).Select(_ => new double[items])];
        _known = [.. Enumerable.Range(0, systems).Select(_ => new BitArray(items))];
        var each = settings with
        {
            Items = items,
            Scores = settings.Scores with { Alpha = settings.Scores.Alpha / Statistics.Pairs.Of(systems).Length },
        };
        Pairs = [.. Statistics.Pairs.Of(systems).Select(pair => new RankedPair(pair.A, pair.B, new(each)))];
    }

    /// <summary>All pairs: (0,1), (0,2), …, (1,2), …</summary>
    public IReadOnlyList<RankedPair> Pairs { get; }

    /// <summary>Notes a score; noting it again changes nothing. NaN leaves the item out of the system's pairs.</summary>
    /// <param name="system">From 0.</param>
    /// <param name="place">Of the item in the order, from 0.</param>
    /// <param name="score">Within the range; a rounding error beyond it is cut off.</param>
    public void Add(int system, int place, double score)
    {
        // An nDCG of 1.0000000000000002 is a 1.
        var slack = 1e-9 * (_range.High - _range.Low);
        _scores[system][place] = score < _range.Low && score >= _range.Low - slack ? _range.Low
            : score > _range.High && score <= _range.High + slack ? _range.High
            : score;
        _known[system][place] = true;
    }

    /// <summary>Every pair takes what it can. O(cells) for each pair and item taken.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A score is outside of the range that the rule relies on.</exception>
    public void Advance()
    {
        foreach (var pair in Pairs)
        {
            for (var place = pair.Through; !pair.IsDecided && place < _scores[0].Length && _known[pair.A][place] && _known[pair.B][place]; place++)
            {
                pair.Take(_scores[pair.A][place], _scores[pair.B][place]);
            }
        }
    }

    /// <summary>Whether every pair of a system is decided, so that it needs no more items.</summary>
    public bool IsDone(int system) => Pairs.All(pair => !pair.Has(system) || pair.IsDecided);
}

/// <summary>Where two systems stand.</summary>
/// <param name="a">Place of one among the systems.</param>
/// <param name="b">Place of the other.</param>
/// <param name="rule">Theirs.</param>
public sealed class RankedPair(int a, int b, PairedStopping rule)
{
    public int A => a;

    public int B => b;

    /// <summary>Of a - b. Once decided it stays.</summary>
    public StopDecision Decision { get; private set; } = rule.Decision;

    public bool IsDecided => Decision.Reason is StopReason.Difference or StopReason.Equivalence;

    /// <summary>Items taken.</summary>
    public int Through => (int)Decision.Items;

    public bool Has(int system) => a == system || b == system;

    internal void Take(double scoreA, double scoreB) => Decision = rule.Add(scoreA, scoreB);
}
