using System.Collections.Concurrent;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Messaging;

/// <summary>
/// The requests of a connection whose answers are under way. When the other side is leaving no more are taken, and the connection ends
/// with the last answer.
/// </summary>
internal sealed class PendingRequests(FrameSocket socket)
{
    private readonly ConcurrentDictionary<long, PendingRequest> _requests = new();
    private volatile bool _isLeaving;

    public bool AreTaken => !_isLeaving && !socket.Closed.IsCompleted;

    // Added before it looks whether the other side is leaving, which in turn is set before anybody looks whether requests are left.
    public bool TryAdd(long id, PendingRequest request)
    {
        _requests[id] = request;
        if (AreTaken)
        {
            return true;
        }

        var wasMine = _requests.TryRemove(id, out _);
        CloseIfDone();
        return !wasMine;
    }

    public void Answered(long id, WireReader answer)
    {
        if (_requests.TryRemove(id, out var request))
        {
            request.Answered(answer);
            CloseIfDone();
        }
    }

    public void Forget(long id)
    {
        if (_requests.TryRemove(id, out _))
        {
            CloseIfDone();
        }
    }

    public void Leave()
    {
        _isLeaving = true;
        CloseIfDone();
    }

    /// <summary>Forgets calls that nobody waits for any more.</summary>
    public void Sweep()
    {
        foreach (var (id, request) in _requests)
        {
            if (request.Call is { IsOver: true } call)
            {
                call.Abandon();
                Forget(id);
            }
        }
    }

    public void LoseAll(SiloAddress silo)
    {
        foreach (var id in _requests.Keys)
        {
            if (_requests.TryRemove(id, out var request))
            {
                request.Lost(silo);
            }
        }
    }

    private void CloseIfDone()
    {
        if (_isLeaving && _requests.IsEmpty)
        {
            socket.Close();
        }
    }
}
