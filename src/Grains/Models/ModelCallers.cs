using BenchHub.Connectors.Models;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Jobs;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Models;
using BenchHub.Systems;

namespace BenchHub.Grains.Models;

/// <summary>Under what a model is asked.</summary>
/// <param name="Holder">In whose name budgets are reserved; no two at a time may have the same.</param>
/// <param name="Caps">The budgets, open ones included.</param>
/// <param name="Scope">Who shares the answers.</param>
/// <param name="Since">Older answers count as absent.</param>
/// <param name="Keep">Writes an answer through.</param>
internal sealed record ModelTerms(
    string Holder, IReadOnlyList<BudgetCap> Caps, string Scope, DateTimeOffset Since, Func<PaidResponse, CancellationToken, ValueTask> Keep)
{
    /// <inheritdoc cref="PaidResponse.PaidTo"/>
    public string? PaidTo { get; init; }
}

/// <summary>Opens language models: their cache, their price and their budgets.</summary>
internal sealed class ModelCallers(
    IGrainFactory grains, ModelClient client, EmbeddingClient embeddings, ResponseCache cache, PriceCatalog prices, TimeProvider time)
{
    /// <summary>Those of a job.</summary>
    public ModelTerms Terms(TaskRow row, SubmitJob job, TaskId id, SystemAccess access, string holder, Func<PaidResponse, CancellationToken, ValueTask> keep) => new(
        holder,
        [new("The job", grains.Budget(id.Job.Value), new(job.MostCost, job.MostTokens)), OfSystem(access)],

        // Answers that nobody else may have are still this result's own: a killed run does not pay for them again.
        job.UseCache ? Shared(access) : $"{row.ResultId}/{access.Id}",
        job.UseCache && job.CacheAge is { } age ? time.GetUtcNow() - age : DateTimeOffset.UnixEpoch,
        keep);

    /// <summary>The scope of answers that all jobs share.</summary>
    public static string Shared(SystemAccess access) => $"{access.Id}#{access.Revision}";

    public BudgetCap OfSystem(SystemAccess access) => new(
        $"The system '{access.Spec.Name}'", grains.Budget(access.Id.Value), new(access.Spec.Limits.MostCost, access.Spec.Limits.MostTokens));

    /// <exception cref="RefusedException">A budget is in money and the model has no price.</exception>
    public async Task<ModelCaller> Open(OpenedSystem system, ModelTerms terms)
    {
        var model = system.Access.Spec.Model!;
        var price = await Price(model.PricedAs ?? model.Name, terms);
        return new(client, system.Access.Spec, system.Secrets, system.Caller, Guard(terms), Store(terms), price, time);
    }

    /// <summary>For what a model's provider embeds; it shares the system's permits with the caller of <see cref="Open"/>, who gives them back.</summary>
    /// <exception cref="RefusedException">The system has no embedding model, or a budget is in money and that has no price.</exception>
    public async Task<ModelEmbedder> OpenEmbedder(OpenedSystem system, ModelTerms terms)
    {
        var spec = system.Access.Spec;
        var embedding = spec.Embedding ?? throw new RefusedException(
            Refusal.Unprocessable, $"'{spec.Name}' has no embedding model to compare texts with; register it with embedding.model.");
        var price = await Price(embedding.Model, terms);
        return new(embeddings, system, Guard(terms with { Holder = $"{terms.Holder}/embedding" }), Store(terms), price, time);
    }

    private async Task<ModelPrice?> Price(string name, ModelTerms terms)
    {
        var price = await prices.Find(name, time.GetUtcNow());
        return price is null && terms.Caps.Any(static cap => cap.Caps.Cost is not null)
            ? throw new RefusedException(
                Refusal.Unprocessable, $"The model '{name}' has no price, so a budget in dollars cannot be kept; set its price, or a budget in tokens.")
            : price;
    }

    private BudgetGuard Guard(ModelTerms terms) => new([.. terms.Caps.Where(static cap => !cap.Caps.IsOpen)], terms.Holder, time);

    private ResponseStore Store(ModelTerms terms) => new(
        new(keys => cache.Find(keys, terms.Since, CancellationToken.None)), terms.Scope, (paid, ct) => terms.Keep(paid with { PaidTo = terms.PaidTo }, ct));
}
