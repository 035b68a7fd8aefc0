using BenchHub.Systems;

namespace BenchHub.Grains.Systems;

/// <summary>Bounds the checks of a system, so that one which answers slowly is refused with a sentence, not by a timeout.</summary>
internal static class ProbeDeadline
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <exception cref="RefusedException">The checks took more than a minute.</exception>
    public static async Task<T> Run<T>(SystemSpec spec, TimeProvider time, Func<CancellationToken, Task<T>> checks)
    {
        using var late = new CancellationTokenSource(Longest, time);
        try
        {
            return await checks(late.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            throw new RefusedException(
                Refusal.Unprocessable, $"The checks of '{spec.Name}' took more than {Longest.TotalSeconds:0} s; is {spec.Url} slow?", "url");
        }
    }
}
