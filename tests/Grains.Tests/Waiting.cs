using System.Runtime.CompilerServices;

namespace BenchHub.Grains.Tests;

internal static class Waiting
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    /// <summary>Awaits a signal; the message of a failure says which one never came.</summary>
    public static async Task Within(this Task signal, string what, TimeSpan? deadline = null)
    {
        try
        {
            await signal.WaitAsync(deadline ?? Deadline, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException late) when (!signal.IsCompleted)
        {
            throw new TimeoutException($"Waited {deadline ?? Deadline} in vain for {what}.", late);
        }
    }

    public static async Task<T> Within<T>(this Task<T> signal, string what, TimeSpan? deadline = null)
    {
        await ((Task)signal).Within(what, deadline);
        return await signal;
    }

    /// <summary>The refusal that <paramref name="action"/> ends in.</summary>
    public static async Task<RefusedException> Refused(Func<Task> action, [CallerArgumentExpression(nameof(action))] string what = "") =>
        await Assert.ThrowsAsync<RefusedException>(() => action().Within(what));
}
