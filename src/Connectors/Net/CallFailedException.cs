namespace BenchHub.Connectors.Net;

public enum CallFailure
{
    /// <summary>No connection, or it broke.</summary>
    Unreachable = 0,

    /// <summary>No complete answer in time.</summary>
    Timeout = 1,

    /// <summary>A status other than 2xx.</summary>
    Status = 2,

    /// <summary>An answer that cannot be read as the registration says.</summary>
    Malformed = 3,

    TooLarge = 4,

    /// <summary>The hub does not make this call: its address or its registration is not allowed.</summary>
    Refused = 5,
}

/// <summary>A call to a system failed; the message is a sentence for the system's owner and holds no secret.</summary>
public sealed class CallFailedException(CallFailure kind, string message, Exception? inner = null) : Exception(message, inner)
{
    public CallFailure Kind { get; } = kind;

    /// <summary>Set where <see cref="Kind"/> is <see cref="CallFailure.Status"/>.</summary>
    public int? StatusCode { get; init; }

    /// <summary>How often the call was made before it was given up.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>
    /// Whether the service may have worked on an answer, and may want to be paid for it: it came broken, too large or too
    /// late. A service that was not reached, or answered with an error, has not.
    /// </summary>
    public bool MayHaveCost => HadBegun || Kind is CallFailure.Timeout or CallFailure.Malformed or CallFailure.TooLarge;

    /// <summary>The service is there and sends calls away, which is nothing that the request can help.</summary>
    public bool IsTurnedAway => Kind is CallFailure.Status && !IsFinal && StatusCode is 429 or 502 or 503 or 504 or 529;

    /// <summary>The connection broke, or an error came, after the request had arrived.</summary>
    internal bool HadBegun { get; init; }

    /// <summary>How long the service asked to be left alone.</summary>
    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>Whatever the status, the service says that asking again is of no use.</summary>
    internal bool IsFinal { get; init; }

    /// <summary>The same call may succeed later.</summary>
    public bool IsTransient => Kind switch
    {
        _ when IsFinal => false,
        CallFailure.Unreachable or CallFailure.Timeout => true,
        CallFailure.Status => StatusCode is 408 or 429 or >= 500,
        _ => false,
    };

    internal CallFailedException After(int attempts) => attempts == 1
        ? this
        : new(Kind, $"{Message} ({attempts} attempts)", InnerException)
        {
            StatusCode = StatusCode,
            Attempts = attempts,
            RetryAfter = RetryAfter,
            IsFinal = IsFinal,
            HadBegun = HadBegun,
        };
}
