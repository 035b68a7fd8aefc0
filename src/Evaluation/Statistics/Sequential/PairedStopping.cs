namespace BenchHub.Evaluation.Statistics.Sequential;

/// <summary>When two systems need no more items. Fixed before the first item.</summary>
public sealed record PairedStoppingSettings
{
    public static PairedStoppingSettings Default { get; } = new();

    /// <summary>Of single scores: their range, α, and the number of items where the verdict is on exactly those.</summary>
    public SequenceSettings Scores { get; init; } = SequenceSettings.Default;

    /// <summary>Differences up to this do not matter, in units of the scores. With 0 only means known to be equal are equivalent. Default: 0.</summary>
    public double Margin
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>Items that there are. Default: no end, or the population of <see cref="Scores"/>.</summary>
    public long? Items { get; init; }

    /// <summary>Precision: an interval's end is right to the range of the difference over this. Default: 1,000.</summary>
    public int Cells { get; init; } = BettingSequence.DefaultCells;
}

/// <summary>What <see cref="PairedStopping"/> keeps between items.</summary>
/// <param name="Settings">Those that it began with.</param>
/// <param name="Sequence">Of the differences.</param>
/// <param name="Evidence">Against no difference.</param>
/// <param name="Undefined">Items on which one of the scores is undefined.</param>
public sealed record PairedStoppingState(
    PairedStoppingSettings Settings, BettingState Sequence, TestMartingale Evidence, long Undefined);

/// <summary>
/// Two systems on the same items, one item at a time, until it is known which has the higher mean score, or that the means differ
/// by less than a margin, or the items run out.
/// </summary>
/// <remarks>
/// <para>
/// A <see cref="BettingSequence"/> of a - b, looked at after each item. If the means are equal, the chance of ever stopping
/// for a difference is at most α; if they differ by more than the margin, so is that of ever stopping for
/// equivalence; in both cases for any distribution of scores in the range. Items must come in random order.
/// </para>
/// <para>
/// Undefined scores leave an item out, and are counted; they are refused where the verdict is on a finite population, whose
/// mean needs every item. Once the items have run out with a population, its mean difference is known exactly. O(cells
/// left) an item. Not for concurrent use.
/// </para>
/// </remarks>
public sealed class PairedStopping
{
    private readonly PairedStoppingSettings _settings;
    private readonly BettingSequence _sequence;
    private TestMartingale _evidence;
    private long _undefined;

    public PairedStopping(PairedStoppingSettings settings)
    {
        var differences = settings.Scores.OfDifference();
        _settings = settings;
        _sequence = new(differences, settings.Cells);
        _evidence = TestMartingale.Against(0, differences);
    }

    /// <exception cref="ArgumentException">The state is not one that a rule kept.</exception>
    public PairedStopping(PairedStoppingState state)
    {
        (_settings, _evidence, _undefined) = (state.Settings, state.Evidence, state.Undefined);
        _sequence = new(state.Sequence);
    }

    /// <summary>A copy; a rule made from it goes on to the same bits.</summary>
    public PairedStoppingState State => new(_settings, _sequence.State, _evidence, _undefined);

    public StopDecision Decision
    {
        get
        {
            var (interval, used) = (_sequence.Interval, _sequence.Count + _undefined);
            var reason = Reason(interval, used);
            var sign = reason != StopReason.Difference ? 0 : interval.Low >= 0 ? 1 : -1;
            return new(reason, sign, interval, _evidence.P, used, _settings.Margin);
        }
    }

    /// <returns>What is known now; whoever goes on after an answer that says stop keeps the promise.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A score is outside of the range, or undefined where every item is needed. Nothing is changed then.</exception>
    /// <exception cref="InvalidOperationException">The items are used up.</exception>
    public StopDecision Add(double a, double b)
    {
        if (_sequence.Count + _undefined >= Items)
        {
            throw new InvalidOperationException($"All {Items} items were added already.");
        }

        Require(a, nameof(a));
        Require(b, nameof(b));
        if (double.IsNaN(a - b))
        {
            _undefined++;
            return Decision;
        }

        _sequence.Add(a - b);
        _evidence = _evidence.Add(a - b);
        return Decision;
    }

    private long? Items => _settings.Items ?? _settings.Scores.Population;

    private void Require(double score, string name)
    {
        var (low, high) = (_settings.Scores.Range.Low, _settings.Scores.Range.High);
        if (score < low || score > high)
        {
            throw new ArgumentOutOfRangeException(
                name, score, $"A score of item {_sequence.Count + _undefined + 1} is not from {low} to {high}, the range that the rule relies on.");
        }

        if (double.IsNaN(score) && _settings.Scores.Population is { } population)
        {
            throw new ArgumentOutOfRangeException(
                name, score, $"A score of item {_sequence.Count + _undefined + 1} is undefined; the mean of exactly {population} items needs every one.");
        }
    }

    private StopReason Reason(Interval interval, long used) =>
        _sequence.Excludes(0) ? StopReason.Difference
        : interval.Low >= -_settings.Margin && interval.High <= _settings.Margin ? StopReason.Equivalence
        : used == Items ? StopReason.OutOfItems
        : StopReason.Undecided;
}
