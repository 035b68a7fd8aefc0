using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>What every activation of the silo needs around it.</summary>
internal sealed record ActivationContext(
    Catalog Catalog,
    GrainFactory Factory,
    Action<Call> SendAgain,
    Func<GrainId, Task>? Handover,
    IServiceProvider Services,
    TimeProvider Time,
    GrainCollectionOptions Collection,
    ActivationLog Log);

internal sealed partial class ActivationLog(ILogger<ActivationLog> logger)
{
    public void ActivationFailed(Exception exception, GrainId grain) => LogActivationFailed(logger, exception, grain);

    public void DeactivationFailed(Exception exception, GrainId grain) => LogDeactivationFailed(logger, exception, grain);

    public void TimerFailed(Exception exception, GrainId grain) => LogTimerFailed(logger, exception, grain);

    public void StoppedWithActivations(Exception exception, int count) => LogStoppedWithActivations(logger, exception, count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The silo stops although {Count} activations have not ended in time")]
    private static partial void LogStoppedWithActivations(ILogger logger, Exception exception, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Grain} could not be activated; the calls that waited for it fail, the next call tries anew")]
    private static partial void LogActivationFailed(ILogger logger, Exception exception, GrainId grain);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Grain} failed or took too long while it was deactivated; it ends all the same")]
    private static partial void LogDeactivationFailed(ILogger logger, Exception exception, GrainId grain);

    [LoggerMessage(Level = LogLevel.Error, Message = "A timer's callback of {Grain} failed; the timer goes on")]
    private static partial void LogTimerFailed(ILogger logger, Exception exception, GrainId grain);
}
