namespace BenchHub.Grains.Judges;

/// <summary>How far judges whose values are of one level agree.</summary>
/// <param name="Judges">Their names.</param>
/// <param name="Level">What was compared in their values: nominal, ordinal or interval.</param>
/// <param name="Alpha">Krippendorff's; null where no item has two verdicts.</param>
/// <param name="Pairs">Each two of them.</param>
internal sealed record JudgeAgreement(IReadOnlyList<string> Judges, string Level, double? Alpha, IReadOnlyList<PairAgreement> Pairs);

/// <summary>How far two judges agree.</summary>
/// <param name="A">The one.</param>
/// <param name="B">The other.</param>
/// <param name="Kappa">Cohen's, quadratically weighted where scores are ordered; null where it is undefined or values are no categories.</param>
/// <param name="Pearson">Null where it is undefined.</param>
/// <param name="N">Items on which both have a verdict.</param>
internal sealed record PairAgreement(string A, string B, double? Kappa, double? Pearson, int N);
