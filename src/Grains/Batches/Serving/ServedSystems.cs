using System.Collections.Concurrent;
using System.Collections.Immutable;
using BenchHub.Connectors.Models;
using BenchHub.Connectors.Secrets;
using BenchHub.Connectors.Systems;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Grains.Models;
using BenchHub.Storage.Batches;
using BenchHub.Storage.Models;
using BenchHub.Storage.Systems;
using BenchHub.Systems;

namespace BenchHub.Grains.Batches.Serving;

/// <summary>The language models that a request's <c>model</c> may name: registered systems, by id or name.</summary>
internal sealed class ServedSystems(
    IGrainFactory grains, SystemCatalog systems, ModelClient client, SystemProbe probe, SecretSealer sealer, ResponseCache cache, PriceCatalog prices, TimeProvider time)
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
        var spec = access.Spec;
        var secrets = access.SealedSecrets is { } text ? sealer.Open(access.Id, text) : ImmutableDictionary<string, string>.Empty;
        var holder = $"{batch.Id}#{batch.Epoch}";
        var patience = batch.ExpiresAt - time.GetUtcNow();
        var outage = new Outage(ct => probe.Answers(spec, secrets, ct), patience, static (_, _) => { }, time);
        BudgetCap[] caps = [new($"The system '{spec.Name}'", grains.Budget(access.Id.Value), new(spec.Limits.MostCost, spec.Limits.MostTokens))];
        var scope = sharesAnswers ? $"{access.Id}#{access.Revision}" : batch.Id;
        return new(
            client, spec, secrets, new PatientCaller(new PermitWallet(grain, holder, concurrency, time), outage),
            new BudgetGuard(Array.FindAll(caps, static cap => !cap.Caps.IsOpen), holder, time),
            new(cache, scope, DateTimeOffset.UnixEpoch, (paid, ct) => keep(new(access.Id.Value, paid), ct)),
            await prices.Find(spec.Model!.PricedAs ?? spec.Model.Name, time.GetUtcNow()), time);
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
