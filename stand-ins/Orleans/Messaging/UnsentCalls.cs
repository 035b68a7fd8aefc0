using Orleans.Clustering;
using Orleans.Runtime;

namespace Orleans.Messaging;

/// <summary>
/// Calls that no connection took, for instance because their silo has just died: they have run nowhere, so they may wait until
/// the cluster has given the grain to another silo, as long as somebody waits for them.
/// </summary>
internal sealed class UnsentCalls(ClusterViews views)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <param name="call">The call.</param>
    /// <param name="send">True when the call is on its way or has failed.</param>
    public async Task Retry(Call call, Func<Call, Task<bool>> send)
    {
        await Task.Yield();
        while (!call.IsOver)
        {
            try
            {
                if (await send(call))
                {
                    return;
                }
            }
            catch (SiloUnavailableException)
            {
                var before = views.Current.Version;
                await Task.Delay(Pause);
                if (views.Current.Version == before)
                {
                    await views.TryRead();
                }
            }
            catch (Exception exception)
            {
                call.Fail(exception);
                return;
            }
        }
    }
}
