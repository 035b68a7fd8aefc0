using System.Collections.Concurrent;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Grains.Models;
using BenchHub.Storage.Batches;
using BenchHub.Storage.Systems;
using BenchHub.Systems;

namespace BenchHub.Grains.Batches.Serving;

/// <summary>The language models that a request's <c>model</c> may name: registered systems, by id or name.</summary>
internal sealed class ServedSystems(
    IGrainFactory grains, SystemCatalog systems, PatientCallers callers, ModelCallers models, TimeProvider time)
{
    public async Task<bool> Knows(string model, CancellationToken ct) =>
        await systems.Find(model, ct) is { Status: "active", Kind: var kind } && string.Equals(kind, nameof(SystemKind.Llm), StringComparison.OrdinalIgnoreCase);

    /// <param name="model">Id or name.</param>
    /// <param name="batch">Who asks.</param>
    /// <param name="concurrency">Calls in flight.</param>
    /// <param name="sharesAnswers">Whether answers of others to the same request are taken.</param>
    /// <param name="keep">Takes what was paid for into the next commit.</param>
    /// <exception cref="RefusedException">There is no such system any more.</exception>
    public async Task<ModelCaller> Open(
        string model, ServedBatch batch, int concurrency, bool sharesAnswers, Func<ServedPayment, CancellationToken, ValueTask> keep)
    {
        var row = await systems.Find(model) ?? throw new RefusedException(Refusal.NotFound, $"There is no system '{model}' any more.");
        var grain = grains.System(new SystemId(row.Id));
        var access = await grain.Access();
        var holder = $"{batch.Id}#{batch.Epoch}";
        var system = callers.Open(grain, access, holder, concurrency, batch.ExpiresAt - time.GetUtcNow(), static (_, _) => { });
        return await models.Open(system, new(
            holder, [models.OfSystem(access)], sharesAnswers ? ModelCallers.Shared(access) : batch.Id, DateTimeOffset.UnixEpoch,
            (paid, ct) => keep(new(access.Id.Value, paid), ct)));
    }
}

/// <summary>The callers of one run, each opened when it is first asked.</summary>
internal sealed class ServedCallers(Func<string, Task<ModelCaller>> open) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<ModelCaller>>> _open = new();

    public Task<ModelCaller> For(string model) => _open.GetOrAdd(model, name => new(() => open(name))).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var caller in _open.Values)
        {
            await ((Task)caller.Value).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (caller.Value.IsCompletedSuccessfully)
            {
                await (await caller.Value).DisposeAsync();
            }
        }
    }
}
