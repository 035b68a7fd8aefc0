using System.Diagnostics;
using BenchHub.Connectors.Net;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>Calls one system within its permits; while it is down nobody is scored and everybody waits.</summary>
internal sealed class PatientCaller(PermitWallet permits, Outage outage) : IAsyncDisposable
{
    private const int MostOutages = 10;

    /// <param name="call">One call with its retries; tells of each attempt that failed.</param>
    /// <param name="stop">Gives up waiting for a permit, before the call.</param>
    /// <param name="abandon">Gives up the call itself.</param>
    /// <exception cref="ItemFailedException">The call failed for good.</exception>
    /// <exception cref="RefusedException">The system cannot be asked any more, or is down for too long.</exception>
    public async Task<T> Make<T>(
        Func<Action<CallFailedException>, CancellationToken, Task<T>> call, CancellationToken stop, CancellationToken abandon)
    {
        var outages = 0;
        for (var isSecondChance = false; ;)
        {
            await outage.Over(stop);
            try
            {
                return await Permitted(call, stop, abandon);
            }
            catch (LeaseLostException)
            {
                // Nobody's fault but ours: the item waits for a permit again.
            }
            catch (CallFailedException failure) when (failure.Kind is CallFailure.Unreachable or CallFailure.Timeout || failure.IsTurnedAway)
            {
                // One lost call may be the item's fault; a service that does not even say it is healthy, or sends a test request
                // away as well, is down. Who brings it down again and again is at fault all the same.
                if (await outage.Confirm(failure.Message, failure.IsTurnedAway ? OutageLook.Request : OutageLook.Health, stop) && ++outages < MostOutages)
                {
                    continue;
                }

                // It may have come back between the call and the question.
                if (isSecondChance || outages == MostOutages || failure.Kind is not CallFailure.Unreachable)
                {
                    throw new ItemFailedException(failure.Message, failure.Attempts, failure);
                }

                isSecondChance = true;
            }
            catch (CallFailedException failure)
            {
                throw new ItemFailedException(failure.Message, failure.Attempts, failure);
            }
        }
    }

    public ValueTask DisposeAsync() => permits.DisposeAsync();

    private async Task<T> Permitted<T>(
        Func<Action<CallFailedException>, CancellationToken, Task<T>> call, CancellationToken stop, CancellationToken abandon)
    {
        using var permit = await permits.Enter(stop);
        using var held = Instruments.PermitHeld();
        var began = Stopwatch.GetTimestamp();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(abandon, permit.Lost);
        try
        {
            var answer = await call(Tell, ended.Token);
            Instruments.Called(failure: null, Stopwatch.GetElapsedTime(began));
            return answer;
        }
        catch (CallFailedException failed)
        {
            Instruments.Called(failed.Kind, Stopwatch.GetElapsedTime(began));
            throw;
        }
        catch (OperationCanceledException) when (permit.Lost.IsCancellationRequested && !abandon.IsCancellationRequested)
        {
            throw new LeaseLostException();
        }

        void Tell(CallFailedException failure)
        {
            if (failure.StatusCode is 429 or 503 or 529)
            {
                permit.Overloaded();
            }
        }
    }

    private sealed class LeaseLostException() : Exception("The lease on the system's limits ran out during the call.");
}
