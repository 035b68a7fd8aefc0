using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>All activations of the silo, by grain. Delivering a call makes the activation that it needs.</summary>
internal sealed class Catalog(GrainClasses classes, CallPipeline pipeline, IServiceProvider services, [FromKeyedServices(TimeProviderNames.ActivationManagement)] TimeProvider time, IOptions<GrainCollectionOptions> collection, ILoggerFactory loggers)
{
    private readonly ConcurrentDictionary<GrainId, Activation> _activations = new();
    private readonly ConcurrentDictionary<GrainId, StatelessWorkers> _workers = new();
    private readonly ActivationLog _log = new(loggers.CreateLogger<ActivationLog>());
    private ActivationContext? _context;
    private volatile bool _isClosed;

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

    /// <summary>Deactivates everything, including what deactivating grains call, then refuses further calls; cancelled, it only refuses.</summary>
    public async Task Close(CancellationToken cancellationToken)
    {
        try
        {
            while (!cancellationToken.IsCancellationRequested && Activations.ToArray() is { Length: > 0 } left)
            {
                Array.ForEach(left, activation => activation.Deactivate(new(DeactivationReasonCode.ShuttingDown, "The silo is stopping.")));
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
            : _activations.GetOrAdd(call.Target, id => Create(grainClass, id));
    }

    private Activation Create(GrainClass grainClass, GrainId id) => new(Context(), grainClass, id);

    private ActivationContext Context() =>
        _context ??= new(this, services.GetRequiredService<GrainFactory>(), services, time, collection.Value, _log);
}
