using System.Numerics;

namespace BenchHub.Evaluation.Statistics.Sequential;

/// <summary>
/// What a round multiplies a player's capital by: 1 ± λ (x - m), fair if the mean is m, with λ held down so that at most
/// <see cref="Bets.MostAtStake"/> of the capital can be lost.
/// </summary>
internal static class Stakes
{
    public static double Up(double x, double bet, double mean) =>
        1 + (Math.Min(bet, Bets.MostAtStake / Math.Max(mean, 0)) * (x - mean));

    public static double Down(double x, double bet, double mean) =>
        1 - (Math.Min(bet, Bets.MostAtStake / Math.Max(1 - mean, 0)) * (x - mean));

    public static Vector<double> Up(Vector<double> x, Vector<double> bet, Vector<double> mean) =>
        Vector<double>.One + (Vector.Min(bet, new Vector<double>(Bets.MostAtStake) / Vector.Max(mean, Vector<double>.Zero)) * (x - mean));

    public static Vector<double> Down(Vector<double> x, Vector<double> bet, Vector<double> mean) =>
        Vector<double>.One - (Vector.Min(bet, new Vector<double>(Bets.MostAtStake) / Vector.Max(Vector<double>.One - mean, Vector<double>.Zero)) * (x - mean));
}
