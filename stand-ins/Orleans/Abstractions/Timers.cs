using System.Diagnostics.CodeAnalysis;
using Orleans.Runtime;

namespace Orleans.Runtime
{
    public interface IGrainTimer : IDisposable
    {
        /// <summary>Starts the timer anew. <see cref="Timeout.InfiniteTimeSpan"/> means never, or once for the period.</summary>
        void Change(TimeSpan dueTime, TimeSpan period);
    }

    public readonly struct GrainTimerCreationOptions
    {
        public GrainTimerCreationOptions()
        {
        }

        [SetsRequiredMembers]
        public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
        {
            DueTime = dueTime;
            Period = period;
        }

        public required TimeSpan DueTime { get; init; }

        /// <summary>From the end of one callback to the start of the next.</summary>
        public required TimeSpan Period { get; init; }

        /// <summary>Whether callbacks may run between the awaits of calls. Default: false, a callback takes its turn as a call does.</summary>
        public bool Interleave { get; init; }

        /// <summary>Whether a tick counts as use and so keeps an idle activation alive. Default: false.</summary>
        public bool KeepAlive { get; init; }
    }
}

namespace Orleans.Timers
{
    public interface ITimerRegistry
    {
        IGrainTimer RegisterGrainTimer<TState>(IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options);
    }
}
