namespace BenchHub.Evaluation.Metrics.Labels;

/// <param name="True">The class that the item has.</param>
/// <param name="Predicted">
/// The class that was said; null where the answer names none. That is a miss of the true class and a prediction of no class.
/// </param>
public sealed record LabelPair(string True, string? Predicted);
