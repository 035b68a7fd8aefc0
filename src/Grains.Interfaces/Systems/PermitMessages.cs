namespace BenchHub.Systems;

/// <summary>
/// Command: the holder wants to keep <paramref name="Slots"/> calls in flight, of which
/// <paramref name="InFlight"/> are open now, and to start <paramref name="Calls"/> more. A new lease of the same
/// holder replaces its former one. Since that, <paramref name="Answered"/> calls have ended well and
/// <paramref name="Overloaded"/> were sent away by a service that has too much to do.
/// </summary>
[GenerateSerializer, Immutable, Alias("benchhub.lease-permits")]
public sealed record LeasePermits(
    [property: Id(0)] string Holder,
    [property: Id(1)] int Slots,
    [property: Id(2)] int InFlight,
    [property: Id(3)] int Calls,
    [property: Id(4)] int Answered = 0,
    [property: Id(5)] int Overloaded = 0);

/// <summary>
/// What the holder may do: keep <paramref name="Slots"/> calls in flight until <paramref name="ValidFor"/> has
/// passed, and start <paramref name="Calls"/> of them, the first after <paramref name="FirstAfter"/> and each
/// next one <paramref name="Spacing"/> later; no spacing means that starts have no pace. Where nothing
/// <paramref name="IsLimited"/> the slots need no renewal.
/// </summary>
[GenerateSerializer, Immutable, Alias("benchhub.permit-grant")]
public sealed record PermitGrant(
    [property: Id(0)] int Slots,
    [property: Id(1)] int Calls,
    [property: Id(2)] TimeSpan FirstAfter,
    [property: Id(3)] TimeSpan Spacing,
    [property: Id(4)] TimeSpan ValidFor,
    [property: Id(5)] bool IsLimited = false);
