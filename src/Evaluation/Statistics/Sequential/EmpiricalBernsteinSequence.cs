namespace BenchHub.Evaluation.Statistics.Sequential;

/// <summary>What <see cref="EmpiricalBernsteinSequence"/> keeps between values; numbers of the range mapped to [0, 1].</summary>
/// <param name="Settings">Those that it began with.</param>
/// <param name="Bets">What the next bet is set from.</param>
/// <param name="Staked">Sum of the bets λ (times the slope of what remains, without replacement).</param>
/// <param name="Won">Sum of λ x.</param>
/// <param name="Risked">Sum of v ψ(λ).</param>
/// <param name="Running">All intervals so far cut together, without what the population makes impossible.</param>
public sealed record EmpiricalBernsteinState(
    SequenceSettings Settings, Bets Bets, double Staked, double Won, double Risked, Interval Running)
{
    public static EmpiricalBernsteinState Initial(SequenceSettings settings) => new(settings, default, 0, 0, 0, new(0, 1));
}

/// <summary>
/// Empirical Bernstein confidence sequence with predictable plug-in (PrPl-EB; Waudby-Smith and Ramdas, JRSS B, 2024, Theorem 2;
/// without replacement: Waudby-Smith and Ramdas, NeurIPS 2020, section 3).
/// </summary>
/// <remarks>
/// Σ λ x / Σ λ ± (log(2/α) + Σ v ψ(λ)) / Σ λ, with λ as <see cref="Bets"/> sets it but at most 1/2, v = 4 (x - mean before)²
/// and ψ(λ) = (-log(1 - λ) - λ) / 4. O(1) a value in time and memory, and exact; wider than
/// <see cref="BettingSequence"/>, most of all for few values.
/// </remarks>
public sealed class EmpiricalBernsteinSequence(EmpiricalBernsteinState state) : IConfidenceSequence
{
    public EmpiricalBernsteinSequence(SequenceSettings settings)
        : this(EmpiricalBernsteinState.Initial(settings))
    {
    }

    public EmpiricalBernsteinState State { get; private set; } = state;

    public long Count => State.Bets.Count;

    public Interval Interval
    {
        get
        {
            var both = State.Bets.Possible(State.Settings.Population).And(State.Running);
            return new(State.Settings.FromUnit(both.Low), State.Settings.FromUnit(both.High));
        }
    }

    public bool Excludes(double mean)
    {
        var (unit, both) = (State.Settings.ToUnit(mean), State.Bets.Possible(State.Settings.Population).And(State.Running));
        return !(unit >= both.Low - Bets.Rounding && unit <= both.High + Bets.Rounding);
    }

    public void Add(double value)
    {
        var (settings, bets) = (State.Settings, State.Bets);
        settings.RequireNext(value, Count);
        var x = settings.ToUnit(value);
        var (offset, slope) = bets.Remaining(settings.Population);
        var bet = Math.Min(bets.Next(settings.Alpha), Bets.MostAtStake);
        var surprise = (x - bets.Mean) * (x - bets.Mean);
        var next = State with
        {
            Bets = bets.Add(x),
            Staked = State.Staked + (bet * slope),
            Won = State.Won + (bet * (x - offset)),
            Risked = State.Risked + (surprise * (-Math.Log(1 - bet) - bet)),
        };
        var centre = next.Won / next.Staked;
        var reach = (Math.Log(2 / settings.Alpha) + next.Risked) / next.Staked;
        State = next with { Running = next.Running.And(new(centre - reach, centre + reach)) };
    }
}
