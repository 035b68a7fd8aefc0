using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Clustering;
using Orleans.Configuration;
using Orleans.Messaging;

namespace Orleans.Runtime;

/// <summary>All activations of the silo, by grain. Delivering a call makes the activation that it needs.</summary>
internal sealed class Catalog(GrainClasses classes, CallPipeline pipeline, IServiceProvider services, [FromKeyedServices(TimeProviderNames.ActivationManagement)] TimeProvider time, IOptions<GrainCollectionOptions> collection, ILoggerFactory loggers)
{
    private static readonly DeactivationReason Moved = new(DeactivationReasonCode.Migrating, "The grain belongs to another silo now.");
    private static readonly DeactivationReason Stopping = new(DeactivationReasonCode.ShuttingDown, "The silo is stopping.");

    private readonly ConcurrentDictionary<GrainId, Activation> _activations = new();
    private readonly ConcurrentDictionary<GrainId, StatelessWorkers> _workers = new();
    private readonly ActivationLog _log = new(loggers.CreateLogger<ActivationLog>());
    private ActivationContext? _context;
    private ClusterRouter? _router;
    private volatile bool _isClosed;
    private volatile bool _isLeaving;

    /// <summary>The silo is dead to the others: no turn begins any more.</summary>
    public bool IsAborted { get; private set; }

    /// <summary>Why a grain that is not here any more ends.</summary>
    private DeactivationReason Elsewhere => _isLeaving ? Stopping : Moved;

    public ActivationLog Log => _log;

    public IEnumerable<Activation> Activations =>
        _activations.Select(entry => entry.Value).Concat(_workers.SelectMany(entry => entry.Value.Snapshot()));

    public void Deliver(Call call)
    {
        var turn = new CallTurn(call, pipeline);
        while (!For(call).TryEnqueue(turn))
        {
            // It ended between the look-up and the call and is being removed.
            Thread.Yield();
        }
    }

    public void Remove(Activation activation)
    {
        if (activation.Class.MaxLocalWorkers is null)
        {
            _activations.TryRemove(new(activation.GrainId, activation));
        }
        else if (_workers.TryGetValue(activation.GrainId, out var workers))
        {
            workers.Remove(activation);
        }
    }

    /// <summary>Completes when the silo has no activation of the grain.</summary>
    public Task Release(GrainId grain)
    {
        if (!_activations.TryGetValue(grain, out var activation))
        {
            return Task.CompletedTask;
        }

        activation.Deactivate(Elsewhere);
        return activation.Deactivated;
    }

    /// <summary>Deactivates the grains that belong to other silos.</summary>
    public void ReleaseOthers(ICallRouter router, bool isLeaving)
    {
        _isLeaving |= isLeaving;
        foreach (var (grain, activation) in _activations)
        {
            if (!router.IsHere(grain))
            {
                activation.Deactivate(Elsewhere);
            }
        }
    }

    /// <summary>Ends everything as a crash would.</summary>
    public void Abort()
    {
        IsAborted = true;
        _isClosed = true;
    }

    /// <summary>Deactivates everything, including what deactivating grains call, then refuses further calls; cancelled, it only refuses.</summary>
    public async Task Close(CancellationToken cancellationToken)
    {
        try
        {
            while (!IsAborted && !cancellationToken.IsCancellationRequested && Activations.ToArray() is { Length: > 0 } left)
            {
                Array.ForEach(left, activation => activation.Deactivate(Stopping));
                await Task.WhenAll(left.Select(activation => activation.Deactivated)).WaitAsync(collection.Value.DeactivationTimeout, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            _log.StoppedWithActivations(exception, Activations.Count());
        }
        finally
        {
            _isClosed = true;
        }
    }

    private Activation For(Call call)
    {
        if (_isClosed)
        {
            throw new SiloUnavailableException($"{call.Method} of {call.Target} was not run: the silo has stopped.");
        }

        if (_activations.TryGetValue(call.Target, out var found))
        {
            return found;
        }

        var grainClass = classes[call.Target.Type];
        return grainClass.MaxLocalWorkers is { } max
            ? _workers.GetOrAdd(call.Target, id => new StatelessWorkers(max, () => Create(grainClass, id))).Pick()
            : Add(grainClass, call.Target);
    }

    // The grain may have moved since the call was brought here: whoever looks second, this or ReleaseOthers, sees it.
    private Activation Add(GrainClass grainClass, GrainId id)
    {
        var added = _activations.GetOrAdd(id, key => Create(grainClass, key));
        if (_router is { } router && !router.IsHere(id))
        {
            added.Deactivate(Elsewhere);
        }

        return added;
    }

    private Activation Create(GrainClass grainClass, GrainId id) => new(Context(), grainClass, id);

    private ActivationContext Context()
    {
        _router ??= services.GetService<ClusterRouter>();
        return _context ??= new(
            this,
            services.GetRequiredService<GrainFactory>(),
            _router is { } router ? router.SendAgain : Deliver,
            services.GetService<Handover>() is { } handover ? handover.Complete : null,
            services,
            time,
            collection.Value,
            _log);
    }
}
