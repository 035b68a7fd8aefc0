namespace BenchHub.Evaluation.Statistics.Corrections;

/// <summary>Adjusts the p-values of a family of tests; in the order given, NaN stays NaN and is not counted.</summary>
public delegate double[] Adjustment(ReadOnlySpan<double> p);

/// <param name="Name">As in a command or request.</param>
/// <param name="Holds">Which error rate the adjusted p-values hold, and under what dependence.</param>
/// <param name="Adjust">The adjustment.</param>
public sealed record Correction(string Name, string Holds, Adjustment Adjust);

/// <summary>The corrections for many tests, by name.</summary>
public static class CorrectionCatalog
{
    public static IReadOnlyList<Correction> All { get; } =
    [
        new("none", "no error rate of the family", static p => p.ToArray()),
        new("bonferroni", "the family-wise error rate under any dependence", Bonferroni.Adjust),
        new("holm", "the family-wise error rate under any dependence", Holm.Adjust),
        new("hochberg", "the family-wise error rate under independence or positive dependence", Hochberg.Adjust),
        new("bh", "the false discovery rate under independence or positive dependence", FalseDiscovery.BenjaminiHochberg),
        new("by", "the false discovery rate under any dependence", FalseDiscovery.BenjaminiYekutieli),
    ];

    /// <exception cref="StatisticRefusedException">No such correction; the message lists the names.</exception>
    public static Correction Resolve(string name) => All.FirstOrDefault(correction => correction.Name == name) ?? throw new StatisticRefusedException(
        $"There is no correction '{name}'; choose one of {string.Join(", ", All.Select(static correction => correction.Name))}.");
}
