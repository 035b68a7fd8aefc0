using BenchHub.Monitoring;
using BenchHub.Storage.Monitoring;

namespace BenchHub.Grains.Monitoring;

/// <summary>
/// Why a value is an alert: the limit that was crossed (of a drop the baseline's value, with the p of its test), and the end of a sentence that begins
/// with what was measured.
/// </summary>
internal sealed record Breach(double Threshold, AlertSeverity Severity, double? P, string How);

/// <summary>What a rule found of a result that it can judge; without a breach all is well.</summary>
internal sealed record Judgement(FedResult Result, string Metric, double Value, Breach? Breach);

/// <summary>A result against its baseline.</summary>
/// <param name="Value">Of the result.</param>
/// <param name="Baseline">Of what it is compared with.</param>
/// <param name="P">Two-sided; NaN where the test is undefined, or there is no drop to test.</param>
/// <param name="N">Items on which both are defined.</param>
/// <param name="IsLowerBetter">Of the metric.</param>
internal sealed record Contrast(double Value, double Baseline, double P, int N, bool IsLowerBetter);
