using System.Text;
using System.Text.Json;
using BenchHub.Budgets;
using BenchHub.Connectors.Models;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Storage.Models;
using BenchHub.Systems;

namespace BenchHub.Grains.Models;

/// <summary>Embeds texts by one system's model: out of the cache where they were embedded before, else within its permits and the budgets.</summary>
internal sealed class ModelEmbedder(
    EmbeddingClient client, OpenedSystem system, BudgetGuard budgets, ResponseStore store, ModelPrice? price, TimeProvider time)
{
    private readonly SystemSpec _spec = system.Access.Spec;

    /// <returns>One vector per text, and what is kept of the answer.</returns>
    /// <exception cref="ItemFailedException">There is no answer.</exception>
    /// <exception cref="AskingEndedException">A budget is spent.</exception>
    public async Task<(float[][] Vectors, ModelOutput Output)> Embed(IReadOnlyList<string> texts, CancellationToken stop, CancellationToken abandon)
    {
        var key = ResponseKey.Of(store.Scope, JsonSerializer.SerializeToUtf8Bytes(new { _spec.Embedding, texts }), repeat: 0);
        var known = await store.Known.Find([key], abandon);
        var output = known.TryGetValue(key, out var found) ? found : await Pay(key, texts, stop, abandon);
        return (JsonSerializer.Deserialize<float[][]>(output.Text)!, output);
    }

    private async Task<ModelOutput> Pay(string key, IReadOnlyList<string> texts, CancellationToken stop, CancellationToken abandon)
    {
        // A token of any vocabulary is at least a byte long, and each attempt may be billed.
        var most = texts.Sum(static text => Encoding.UTF8.GetByteCount(text)) * (1 + _spec.Limits.Retries);
        var call = await budgets.Reserve(new(price?.Cost(most, cached: 0, output: 0) ?? 0, most), (_spec.Limits.CallTimeout + TimeSpan.FromMinutes(2)) * (1 + _spec.Limits.Retries), stop);
        var taken = default(Spend);
        ModelOutput output;
        try
        {
            var answer = await system.Caller.Make((failed, ct) => client.Embed(_spec, system.Secrets, texts, failed, ct), stop, abandon);
            var usage = new ModelUsage(answer.Tokens, 0, 0, price?.Cost(answer.Tokens, cached: 0, output: 0), answer.IsCounted);
            output = new(JsonSerializer.Serialize(answer.Vectors)) { Usage = usage };
            taken = new(usage.Cost ?? 0, usage.InputTokens);
            Instruments.Paid(usage);
        }
        finally
        {
            // Before the commit, so that a budget that reads the facts again does not count the call twice.
            await budgets.Settle(call, taken);
        }

        await store.Keep(new(key, output, time.GetUtcNow()) { Model = _spec.Embedding!.Model }, abandon);
        return output;
    }
}
