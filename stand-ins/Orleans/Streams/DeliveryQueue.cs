using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace Orleans.Providers.Streams;

/// <summary>
/// What one consumer has not handled of one stream yet. Delivers in order, the next event after the last was handled; one that
/// fails is tried again, then dropped. Ends when it runs empty.
/// </summary>
internal sealed partial class DeliveryQueue(Func<object, StreamSequenceToken, Task> deliver, Action<DeliveryQueue> remove, TimeProvider time, ILogger logger, string description)
{
    private const int Attempts = 5;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private readonly Queue<(object Item, StreamSequenceToken Token)> _events = new();
    private bool _isRunning;
    private bool _hasEnded;

    /// <summary>False when the queue has ended and another one must be made.</summary>
    public bool TryAdd(object item, StreamSequenceToken token)
    {
        lock (_events)
        {
            if (_hasEnded)
            {
                return false;
            }

            _events.Enqueue((item, token));
            if (!_isRunning)
            {
                _isRunning = true;
                using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
                {
                    _ = Task.Run(Run);
                }
            }

            return true;
        }
    }

    private async Task Run()
    {
        while (true)
        {
            (object Item, StreamSequenceToken Token) next;
            lock (_events)
            {
                if (!_events.TryDequeue(out next))
                {
                    _hasEnded = true;
                    break;
                }
            }

            await Deliver(next.Item, next.Token);
        }

        remove(this);
    }

    private async Task Deliver(object item, StreamSequenceToken token)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await deliver(item, token);
                return;
            }
            catch (Exception exception) when (attempt < Attempts)
            {
                LogRetry(logger, exception, token.SequenceNumber, description, attempt, Attempts);
            }
            catch (Exception exception)
            {
                LogDropped(logger, exception, token.SequenceNumber, description, Attempts);
                return;
            }

            await Task.Delay(FirstPause * (1 << (attempt - 1)), time);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Event {Sequence} of {Stream} was not handled (attempt {Attempt} of {Attempts}) and is delivered again")]
    private static partial void LogRetry(ILogger logger, Exception exception, long sequence, string stream, int attempt, int attempts);

    [LoggerMessage(Level = LogLevel.Error, Message = "Event {Sequence} of {Stream} was not handled in {Attempts} attempts and is dropped")]
    private static partial void LogDropped(ILogger logger, Exception exception, long sequence, string stream, int attempts);
}
