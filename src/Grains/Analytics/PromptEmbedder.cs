using BenchHub.Connectors.Models;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Grains.Models;
using BenchHub.Storage.Models;
using BenchHub.Systems;

namespace BenchHub.Grains.Analytics;

/// <summary>Embeds prompts by a registered system: out of the response cache where they were embedded before, else within its permits and budgets.</summary>
internal sealed class PromptEmbedder(IGrainFactory grains, PatientCallers systems, ModelCallers models, ResponseCache cache)
{
    private const int Concurrency = 4;

    // Somebody waits for the page.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <param name="system">With an embedding model.</param>
    /// <param name="payer">For the records of spending.</param>
    /// <param name="texts">None of them empty.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="RefusedException">The system has no embedding model, or gives no vectors.</exception>
    public async Task<float[][]> Embed(SystemId system, string payer, IReadOnlyList<string> texts, CancellationToken cancellation = default)
    {
        var grain = grains.System(system);
        var access = await grain.Access();
        if (access.Spec.Embedding is null)
        {
            throw new RefusedException(Refusal.Unprocessable, $"'{access.Spec.Name}' has no embedding model; name a system that was registered with embedding.model.", "embedder");
        }

        var holder = $"{payer}/{Guid.NewGuid():N}";
        var opened = systems.Open(grain, access, holder, Concurrency, Patience, static (_, _) => { });
        await using var permits = opened.Caller;
        var embedder = await models.OpenEmbedder(opened, new(
            holder, [models.OfSystem(access)], ModelCallers.Shared(access), DateTimeOffset.UnixEpoch, async (paid, ct) => await cache.Keep(payer, [paid], ct))
        {
            PaidTo = access.Id.Value,
        });
        string[][] requests = [.. texts.Chunk(EmbeddingClient.TextsOfARequest)];
        var vectors = new float[requests.Length][][];
        try
        {
            await Parallel.ForAsync(0, requests.Length, new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellation }, async (i, ct) =>
                vectors[i] = (await embedder.Embed(requests[i], ct, ct)).Vectors);
        }
        catch (Exception failure) when (failure is ItemFailedException or AskingEndedException)
        {
            throw new RefusedException(Refusal.Unprocessable, $"'{access.Spec.Name}' did not embed the prompts: {failure.Message}", "embedder");
        }

        float[][] all = [.. vectors.SelectMany(static some => some)];
        return Array.TrueForAll(all, vector => vector.Length == all[0].Length) ? all : throw new RefusedException(
            Refusal.Unprocessable, $"'{access.Spec.Name}' answers vectors of different lengths, which cannot be compared; its embedding model changed or is none.", "embedder");
    }
}
