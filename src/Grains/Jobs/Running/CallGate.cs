using Microsoft.Extensions.Configuration;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>
/// Calls in flight of one silo, whatever jobs make them: more silos make more calls, and one is never drowned in them. Who
/// finds no place queues, and runs take turns however many calls each of them has waiting.
/// </summary>
internal sealed class CallGate(int most)
{
    public const string Setting = "BenchHub:CallsPerSilo";
    public const int Default = 1024;

    private readonly Lock _lock = new();
    private readonly Queue<Action> _queue = [];
    private int _taken;

    /// <exception cref="RefusedException">The setting is no positive number.</exception>
    public static CallGate Of(IConfiguration configuration) => configuration[Setting] switch
    {
        null or "" => new(Default),
        var text when int.TryParse(text, out var most) && most > 0 => new(most),
        var text => throw new RefusedException(Refusal.Invalid, $"{Setting} is '{text}'; give the most calls that one silo may have in flight, 1 or more."),
    };

    /// <summary>Takes a place, or queues for one.</summary>
    /// <param name="offer">Called once, from the thread pool, with the place that came free; not at all where this returns true.</param>
    public bool TryEnter(Action offer)
    {
        lock (_lock)
        {
            if (_taken < most)
            {
                _taken++;
                return true;
            }

            _queue.Enqueue(offer);
            return false;
        }
    }

    /// <summary>Gives a place to whoever is next. May be called under any lock.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            if (_queue.TryDequeue(out var next))
            {
                ThreadPool.UnsafeQueueUserWorkItem(static offer => offer(), next, preferLocal: true);
            }
            else
            {
                _taken--;
            }
        }
    }
}
