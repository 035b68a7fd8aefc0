namespace BenchHub.Evaluation.Judging;

/// <summary>Which of two answers, as they were shown, a judge prefers.</summary>
public enum PairChoice
{
    Tie,
    First,
    Second,
}

/// <summary>What a judge said of one pair in both orders.</summary>
/// <param name="AnswerFirst">Where the answer was shown first.</param>
/// <param name="OpponentFirst">Where the opponent's was.</param>
public sealed record PairOrders(PairChoice AnswerFirst, PairChoice OpponentFirst)
{
    /// <summary>Which place both verdicts together favour: the sign of the choices of the first less those of the second.</summary>
    public int Lean => Math.Sign(Side(AnswerFirst) + Side(OpponentFirst));

    /// <summary>Whether the verdict is another one in the other order; so it is exactly where a place is favoured.</summary>
    public bool OrderDecided => Lean != 0;

    /// <summary>1 where the answer wins in both orders, 0 where the opponent does, 0.5 where both are ties or the order decided.</summary>
    public double Value => OrderDecided ? 0.5 : (1 + Side(AnswerFirst)) / 2.0;

    private static int Side(PairChoice choice) => choice == PairChoice.First ? 1 : choice == PairChoice.Second ? -1 : 0;
}
