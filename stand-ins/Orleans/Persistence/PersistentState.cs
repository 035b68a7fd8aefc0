using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Persistence;

internal static class PersistentState
{
    /// <summary>Makes the <c>IPersistentState&lt;T&gt;</c> of a grain's constructor and has it read before the grain is activated.</summary>
    public static object Create(Type parameterType, PersistentStateAttribute attribute, Activation activation)
    {
        if (!parameterType.IsGenericType || parameterType.GetGenericTypeDefinition() != typeof(IPersistentState<>))
        {
            throw new OrleansConfigurationException($"{activation.Class.Type}: [PersistentState(\"{attribute.StateName}\")] belongs on an IPersistentState<T>, not on {parameterType}.");
        }

        var name = attribute.StorageName ?? ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME;
        var storage = activation.ActivationServices.GetKeyedService<IGrainStorage>(name)
            ?? throw new OrleansConfigurationException($"{activation.Class.Type} keeps \"{attribute.StateName}\" in the grain storage \"{name}\", which this silo does not have: add it, for instance by AddMemoryGrainStorage(\"{name}\").");
        var state = Activator.CreateInstance(typeof(PersistentState<>).MakeGenericType(parameterType.GetGenericArguments()), attribute.StateName, activation.GrainId, storage)!;
        activation.ObservableLifecycle.Subscribe(attribute.StateName, GrainLifecycleStage.SetupState, (ILifecycleObserver)state);
        return state;
    }

    /// <summary>The state of a grain that has stored none.</summary>
    public static T Initial<T>() =>
        typeof(T).IsValueType ? default!
        : typeof(T).GetConstructor(Type.EmptyTypes) is null && typeof(T) is { IsArray: false, IsAbstract: false } && typeof(T) != typeof(string) ? (T)RuntimeHelpers.GetUninitializedObject(typeof(T))
        : typeof(T).GetConstructor(Type.EmptyTypes) is null ? default!
        : Activator.CreateInstance<T>();
}

#pragma warning disable CA1001 // The semaphore has no wait handle, so there is nothing to dispose of.
internal sealed class PersistentState<T>(string name, GrainId grainId, IGrainStorage storage) : IPersistentState<T>, ILifecycleObserver
{
    // Interleaving calls of one grain must not read and write the record at the same time.
    private readonly SemaphoreSlim _turn = new(1);
    private readonly GrainState<T> _record = new(PersistentState.Initial<T>());

    public T State
    {
        get => _record.State!;
        set => _record.State = value;
    }

    public string? Etag => _record.ETag;

    public bool RecordExists => _record.RecordExists;

    public Task ReadStateAsync() => ReadStateAsync(default);

    public Task WriteStateAsync() => WriteStateAsync(default);

    public Task ClearStateAsync() => ClearStateAsync(default);

    public Task ReadStateAsync(CancellationToken cancellationToken) =>
        InTurn(() => storage.ReadStateAsync(name, grainId, _record, cancellationToken), cancellationToken);

    public Task WriteStateAsync(CancellationToken cancellationToken) =>
        InTurn(() => storage.WriteStateAsync(name, grainId, _record, cancellationToken), cancellationToken);

    public Task ClearStateAsync(CancellationToken cancellationToken) =>
        InTurn(() => storage.ClearStateAsync(name, grainId, _record, cancellationToken), cancellationToken);

    Task ILifecycleObserver.OnStart(CancellationToken cancellationToken) => ReadStateAsync(cancellationToken);

    Task ILifecycleObserver.OnStop(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task InTurn(Func<Task> operation, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await operation();
        }
        finally
        {
            _turn.Release();
        }
    }
}
#pragma warning restore CA1001
