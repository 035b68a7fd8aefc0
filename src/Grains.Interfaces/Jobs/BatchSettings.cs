namespace BenchHub.Jobs;

/// <summary>How a job asks its systems.</summary>
public enum AskingMode
{
    /// <summary>Call by call.</summary>
    Live = 0,

    /// <summary>Through the provider's batches: for less money, some time within a day.</summary>
    Batch = 1,
}

/// <summary>Which of several tasks that wait to submit a batch goes first.</summary>
public enum BatchPriority
{
    Low = 0,
    Normal = 1,
    High = 2,
}

/// <summary>When batches are submitted, and how long they are waited for.</summary>
[GenerateSerializer, Immutable, Alias("benchhub.batch-settings")]
public sealed record BatchSettings
{
    /// <summary>From the start of the task; what no batch has answered then is asked live. Default: 24 hours.</summary>
    [Id(0)] public TimeSpan Deadline { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Batches are submitted within it; null means at any time.</summary>
    [Id(1)] public DailyWindow? Window { get; init; }

    [Id(2)] public BatchPriority Priority { get; init; } = BatchPriority.Normal;
}

/// <summary>Hours of each day, in the time zone of the hub; they may reach past midnight.</summary>
/// <param name="From">Since midnight, below 24 hours.</param>
/// <param name="To">Since midnight, below 24 hours; earlier than <paramref name="From"/> where it means the next day.</param>
[GenerateSerializer, Immutable, Alias("benchhub.daily-window")]
public sealed record DailyWindow([property: Id(0)] TimeSpan From, [property: Id(1)] TimeSpan To)
{
    /// <returns>The instant, if it lies within the window, or the next one that does.</returns>
    public DateTimeOffset Next(DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone);
        if (Holds(local.TimeOfDay))
        {
            return now;
        }

        var day = local.TimeOfDay < From ? local.Date : local.Date.AddDays(1);
        var start = DateTime.SpecifyKind(day + From, DateTimeKind.Unspecified);

        // The hour that a clock skips in spring begins an hour later.
        start = zone.IsInvalidTime(start) ? start.AddHours(1) : start;
        return new DateTimeOffset(start, zone.GetUtcOffset(start)).ToUniversalTime();
    }

    public override string ToString() => FormattableString.Invariant($"{From:hh\\:mm}-{To:hh\\:mm}");

    private bool Holds(TimeSpan time) => From <= To ? From <= time && time < To : time >= From || time < To;
}
