using System.Reflection;
using Orleans.Concurrency;

namespace BenchHub.Api.Cluster;

/// <summary>
/// Repeats what only looks (<see cref="ReadOnlyAttribute"/>) while the silo that should answer is gone, until another has
/// taken over: whoever reads does not notice that a silo died. A command is not repeated: it may have been carried out.
/// </summary>
internal sealed class PatientReads(TimeProvider time) : IOutgoingGrainCallFilter
{
    /// <summary>Within it the grains of a dead silo answer elsewhere.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        var began = time.GetTimestamp();
        for (var pause = TimeSpan.FromMilliseconds(25); ; pause = pause < Longest ? 2 * pause : Longest)
        {
            try
            {
                await context.Invoke();
                _ = context.Result; // where an engine keeps what was thrown
                return;
            }
            catch (OrleansMessageRejectionException) when (IsRead(context) && time.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(pause, time);
            }
        }
    }

    private static bool IsRead(IOutgoingGrainCallContext context) => context.InterfaceMethod.IsDefined(typeof(ReadOnlyAttribute));
}
