using System.Collections.Immutable;

namespace BenchHub.Judges;

/// <summary>Command: ask a judge about answers that people have judged.</summary>
/// <param name="Judge">As <see cref="JudgeRef"/> prints it.</param>
/// <param name="Items">The gold set.</param>
/// <param name="Concurrency">Items at once.</param>
[GenerateSerializer, Immutable, Alias("benchhub.start-calibration")]
public sealed record StartCalibration(
    [property: Id(0)] string Judge,
    [property: Id(1)] ImmutableArray<GoldRecord> Items,
    [property: Id(2)] int Concurrency);

/// <summary>An answer that people have judged.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Answer">What was answered; of a pair, the one whose label 1 would be.</param>
/// <param name="Opponent">The other answer of a pair; null where there is one answer.</param>
/// <param name="References">Right answers.</param>
/// <param name="Contexts">What the answer was made from.</param>
/// <param name="Label">In the units of the judge.</param>
[GenerateSerializer, Immutable, Alias("benchhub.gold-record")]
public sealed record GoldRecord(
    [property: Id(0)] string Question,
    [property: Id(1)] string Answer,
    [property: Id(2)] string? Opponent,
    [property: Id(3)] ImmutableArray<string> References,
    [property: Id(4)] ImmutableArray<string> Contexts,
    [property: Id(5)] double Label);

/// <summary>Where a calibration stands.</summary>
/// <param name="Judge">As <see cref="JudgeRef"/> prints it.</param>
/// <param name="Items">In the gold set.</param>
/// <param name="Done">Of these.</param>
/// <param name="Error">Why it ended without a report.</param>
/// <param name="Report">Once it is completed.</param>
[GenerateSerializer, Immutable, Alias("benchhub.calibration-snapshot")]
public sealed record CalibrationSnapshot(
    [property: Id(0)] string Judge,
    [property: Id(1)] int Items,
    [property: Id(2)] int Done,
    [property: Id(3)] string? Error,
    [property: Id(4)] CalibrationReport? Report);

/// <summary>How far a judge says what people say, and by what it is led astray; null where a number is undefined or means nothing to the judge.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.calibration-report")]
public sealed record CalibrationReport
{
    /// <summary>Items without a verdict; they take no part in the rest.</summary>
    [Id(0)] public int Undefined { get; init; }

    /// <summary>Share of the items on which judge and people say the same, with Wilson's interval.</summary>
    [Id(1)] public CalibratedNumber? Agreement { get; init; }

    /// <summary>Cohen's, with a bootstrap interval.</summary>
    [Id(2)] public CalibratedNumber? Kappa { get; init; }

    /// <summary>With quadratic weights.</summary>
    [Id(3)] public CalibratedNumber? WeightedKappa { get; init; }

    [Id(4)] public double? Spearman { get; init; }

    [Id(5)] public double? Pearson { get; init; }

    /// <summary>Mean of judge less people: above 0 the judge is too kind.</summary>
    [Id(6)] public CalibratedNumber? Leniency { get; init; }

    /// <summary>Pairs with a verdict in both orders.</summary>
    [Id(7)] public int? Pairs { get; init; }

    /// <summary>Of these, the share whose verdict was another one in the other order.</summary>
    [Id(8)] public CalibratedNumber? OrderDecided { get; init; }

    /// <summary>Of the order-decided pairs, those in which the first place was favoured.</summary>
    [Id(9)] public int? FirstFavoured { get; init; }

    /// <summary>Two-sided sign test of both places being favoured alike.</summary>
    [Id(10)] public double? PositionP { get; init; }

    /// <summary>Rank correlation of (judge less people) with the length of the answer: above 0 the judge favours long ones.</summary>
    [Id(11)] public double? LengthBias { get; init; }

    /// <summary>Of no correlation with the length.</summary>
    [Id(12)] public double? LengthP { get; init; }

    /// <summary>Calls that were made this time.</summary>
    [Id(13)] public int Asked { get; init; }

    /// <summary>Replies that stood in the response cache and cost nothing.</summary>
    [Id(14)] public int Cached { get; init; }

    /// <summary>Replies that were no verdicts.</summary>
    [Id(15)] public int Malformed { get; init; }

    /// <summary>In billionths of a US dollar; null where the model has no known price.</summary>
    [Id(16)] public long? Cost { get; init; }
}

[GenerateSerializer, Immutable, Alias("benchhub.calibrated-number")]
public sealed record CalibratedNumber(
    [property: Id(0)] double? Value,
    [property: Id(1)] double? Low,
    [property: Id(2)] double? High);
