using System.Text.Json.Serialization;

namespace BenchHub.Evaluation.Statistics.Sequential;

public enum StopReason
{
    /// <summary>Go on.</summary>
    Undecided = 0,

    /// <summary>The mean difference is not 0.</summary>
    Difference = 1,

    /// <summary>The mean difference is smaller than matters.</summary>
    Equivalence = 2,

    /// <summary>Every item was used, and neither is known.</summary>
    OutOfItems = 3,
}

/// <param name="Reason">Why to stop, or that one should not.</param>
/// <param name="Sign">1 where a's mean is known to be higher, -1 where b's is, otherwise 0. Which is better is the metric's matter.</param>
/// <param name="Difference">What the mean of a - b may be.</param>
/// <param name="P">Anytime-valid p-value of no difference.</param>
/// <param name="Items">Items used, the undefined among them.</param>
/// <param name="Margin">Differences up to this do not matter.</param>
public sealed record StopDecision(StopReason Reason, int Sign, Interval Difference, double P, long Items, double Margin)
{
    [JsonIgnore]
    public bool Stop => Reason != StopReason.Undecided;

    /// <summary>For people.</summary>
    [JsonIgnore]
    public string Why
    {
        get
        {
            var seen = $"After {Items} items the mean difference lies between {Difference.Low:G4} and {Difference.High:G4}";
            return Reason switch
            {
                StopReason.Difference => $"{seen}: the {(Sign > 0 ? "first" : "second")} system scores higher.",
                StopReason.Equivalence => $"{seen}: no more than {Margin:G4} either way, which does not matter.",
                StopReason.OutOfItems => $"{seen}, and there are no more items: it is not known which system scores higher.",
                _ => $"{seen}: it is not known yet which system scores higher.",
            };
        }
    }
}
