using System.Numerics;

namespace BenchHub.Evaluation.Statistics.Sequential;

/// <summary>What <see cref="BettingSequence"/> keeps between values.</summary>
/// <param name="Settings">Those that it began with.</param>
/// <param name="Cells">Parts that the range is divided into.</param>
/// <param name="Bets">What the next bet is set from.</param>
/// <param name="First">The least candidate that is not excluded; candidate i is the mean i / <paramref name="Cells"/> of the range.</param>
/// <param name="Up">From there on, the capital of the player who bets on a mean above the candidate.</param>
/// <param name="Down">The capital of the one who bets on a mean below it.</param>
public sealed record BettingState(SequenceSettings Settings, int Cells, Bets Bets, int First, double[] Up, double[] Down);

/// <summary>
/// Confidence sequence by hedged betting (Waudby-Smith and Ramdas, JRSS B, 2024, Theorem 3; without replacement: section
/// 5): the means against which neither of two players, each with half the capital, has won 1/α times the whole.
/// </summary>
/// <remarks>
/// <para>
/// The players stake λ as <see cref="Bets"/> sets it, but no more than half of what they have. The first one's capital
/// falls as the candidate mean grows, and the second one's rises, so the means left are an interval; it is followed on a grid of
/// candidates and its ends are rounded outwards to them: an end is at most one cell (1 / cells of the range) from that of
/// all means, on the safe side. The interval never becomes empty: one cell stays.
/// </para>
/// <para>
/// A value costs O(candidates left), some 5 ns each: an excluded candidate costs nothing more, so a long stream becomes
/// cheaper. Memory and state: two numbers for each candidate left. Narrower than
/// <see cref="EmpiricalBernsteinSequence"/>.
/// </para>
/// </remarks>
public sealed class BettingSequence : IConfidenceSequence
{
    public const int DefaultCells = 1_000;

    private readonly SequenceSettings _settings;
    private readonly int _cells;
    private readonly double[] _up;
    private readonly double[] _down;
    private Bets _bets;
    private int _start;
    private int _end;

    /// <param name="settings">What is promised, and of what.</param>
    /// <param name="cells">Parts of the range; from 2 to 1,000,000. Default: 1,000.</param>
    public BettingSequence(SequenceSettings settings, int cells = DefaultCells)
        : this(Initial(settings, cells))
    {
    }

    /// <exception cref="ArgumentException">The state is not one that a sequence kept.</exception>
    public BettingSequence(BettingState state)
    {
        if (state.Up.Length != state.Down.Length || state.First < 1 || state.First + state.Up.Length > state.Cells)
        {
            throw new ArgumentException(
                $"The kept sequence is damaged: {state.Up.Length} and {state.Down.Length} candidates from {state.First} on, of {state.Cells} cells.", nameof(state));
        }

        (_settings, _cells, _bets) = (state.Settings, state.Cells, state.Bets);
        _up = [.. new double[state.First], .. state.Up];
        _down = [.. new double[state.First], .. state.Down];
        (_start, _end) = (state.First, _up.Length);
    }

    public long Count => _bets.Count;

    /// <remarks>Its ends are excluded candidates, or means that the range or the population makes impossible to pass.</remarks>
    public Interval Interval
    {
        get
        {
            var both = _bets.Possible(_settings.Population).And(Grid);
            return new(_settings.FromUnit(both.Low), _settings.FromUnit(both.High));
        }
    }

    /// <summary>A copy; a sequence made from it goes on to the same bits.</summary>
    public BettingState State => new(_settings, _cells, _bets, _start, _up[_start.._end], _down[_start.._end]);

    private Interval Grid => new(Mean(_start - 1), Mean(_end));

    /// <remarks>An end of the interval that is an excluded candidate is excluded.</remarks>
    public bool Excludes(double mean)
    {
        var (unit, possible) = (_settings.ToUnit(mean), _bets.Possible(_settings.Population));
        return !(unit >= possible.Low - Bets.Rounding && unit <= possible.High + Bets.Rounding)
            || (Grid.Low <= possible.High && Grid.High >= possible.Low
                && ((_start > 1 && unit * _cells <= _start - 1) || (_end < _cells && unit * _cells >= _end)));
    }

    public void Add(double value)
    {
        _settings.RequireNext(value, Count);
        var x = _settings.ToUnit(value);
        var bet = _bets.Next(_settings.Alpha);
        var (offset, slope) = _bets.Remaining(_settings.Population);
        Play(x, bet, offset, slope / _cells);
        _bets = _bets.Add(x);

        // Half of each capital counts, so a player has won when it is 2/α.
        var won = 2 / _settings.Alpha;
        var possible = _bets.Possible(_settings.Population);
        while (_start < _end && (_up[_start] >= won || Mean(_start) < possible.Low - Bets.Rounding))
        {
            _start++;
        }

        while (_end > _start && (_down[_end - 1] >= won || Mean(_end - 1) > possible.High + Bets.Rounding))
        {
            _end--;
        }
    }

    private static BettingState Initial(SequenceSettings settings, int cells)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cells, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cells, 1_000_000);
        var capital = new double[cells - 1];
        Array.Fill(capital, 1);
        return new(settings, cells, default, 1, capital, [.. capital]);
    }

    private double Mean(int candidate) => (double)candidate / _cells;

    private void Play(double x, double bet, double offset, double step)
    {
        var i = _start;
        for (; i <= _end - Vector<double>.Count; i += Vector<double>.Count)
        {
            var mean = new Vector<double>(offset) + (Vector.ConvertToDouble(Vector<long>.Indices + new Vector<long>(i)) * step);
            (new Vector<double>(_up, i) * Stakes.Up(new Vector<double>(x), new Vector<double>(bet), mean)).CopyTo(_up, i);
            (new Vector<double>(_down, i) * Stakes.Down(new Vector<double>(x), new Vector<double>(bet), mean)).CopyTo(_down, i);
        }

        for (; i < _end; i++)
        {
            var mean = offset + (i * step);
            _up[i] *= Stakes.Up(x, bet, mean);
            _down[i] *= Stakes.Down(x, bet, mean);
        }
    }
}
