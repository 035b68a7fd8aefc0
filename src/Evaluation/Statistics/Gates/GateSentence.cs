namespace BenchHub.Evaluation.Statistics.Gates;

/// <summary>A verdict in words.</summary>
internal static class GateSentence
{
    public static string Of(GateVerdict verdict)
    {
        var gate = verdict.Gate;
        if (verdict.N < 2)
        {
            return $"Inconclusive: {gate} needs at least two items with scores, and there {(verdict.N == 1 ? "is one" : "are none")}.{Dropped(verdict)}";
        }

        var what = gate.Target is null ? "the difference from the baseline" : $"the mean of {gate.Metric.Name}";
        var side = gate.IsAtLeast ? "below" : "above";
        var told = verdict.Outcome switch
        {
            GateOutcome.Passed => $"Passed: {what} is not {side} {Shown(verdict.Limit)}",
            GateOutcome.Failed => $"Failed: {what} is {side} {Shown(verdict.Limit)}",
            _ => $"Inconclusive: {what} may be on either side of {Shown(verdict.Limit)}, more items would tell",
        };
        return $"{told}, with {gate.Level * 100:0.####}% confidence (estimate {Shown(verdict.Difference)}, bounds {Shown(verdict.CiLow)} and {Shown(verdict.CiHigh)}, {verdict.N} items).{Dropped(verdict)}";
    }

    private static string Dropped(GateVerdict verdict) => verdict.Dropped switch
    {
        0 => "",
        1 => " One item is left out, since a score is undefined.",
        var many => $" {many} items are left out, since a score is undefined.",
    };

    private static string Shown(double value) => double.IsNaN(value) ? "undefined" : value == 0 ? "0" : value.ToString("0.######");
}
