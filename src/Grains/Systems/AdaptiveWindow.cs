namespace BenchHub.Grains.Systems;

/// <summary>
/// How many calls a service bears, found by trying: additive increase, multiplicative decrease (Chiu and Jain, 1989), as
/// TCP does. Unlimited until the service is overloaded for the first time.
/// </summary>
internal sealed class AdaptiveWindow
{
    /// <summary>Refusals within this time of a decrease belong to the same overload and are not counted against it again.</summary>
    private static readonly TimeSpan Episode = TimeSpan.FromSeconds(1);

    private double? _size;
    private DateTimeOffset _lastDecrease = DateTimeOffset.MinValue;

    /// <summary>The most calls in flight, within what the registration allows; null where nothing limits them.</summary>
    public int? Within(int? allowed) => _size is not { } size ? allowed : Math.Min((int)size, allowed ?? int.MaxValue);

    /// <param name="inFlight">Calls that the holders may have in flight now.</param>
    /// <param name="answered">Calls that ended well since the last time.</param>
    /// <param name="overloaded">Calls that the service sent away since the last time.</param>
    /// <param name="now">By the grain's clock.</param>
    public void Observe(int inFlight, int answered, int overloaded, DateTimeOffset now)
    {
        if (overloaded > 0)
        {
            if (now - _lastDecrease >= Episode)
            {
                _size = Math.Max(1, Math.Min(_size ?? int.MaxValue, inFlight) / 2);
                _lastDecrease = now;
            }
        }
        else if (_size is { } size)
        {
            // One more for each round of as many answers as there are places.
            _size = size + (answered / size);
        }
    }
}
