using BenchHub.Connectors.Models.Batches;
using BenchHub.Jobs;
using BenchHub.Systems;

namespace BenchHub.Grains.Jobs;

/// <summary>Which systems can be asked in batches.</summary>
internal static class BatchFit
{
    /// <exception cref="RefusedException">One of them cannot.</exception>
    public static void ThrowIfUnfit(SubmitJob command, IEnumerable<SystemSnapshot> systems)
    {
        if (command.Mode is AskingMode.Batch && systems.FirstOrDefault(static system => !Takes(system.Spec)) is { } unfit)
        {
            throw new RefusedException(
                Refusal.Unprocessable,
                unfit.Spec.Model is { } model
                    ? $"'{unfit.Spec.Name}' is asked through {model.Provider}, whose batches are not known here; mode batch is for systems with the provider openai. Leave it out or run it live."
                    : $"'{unfit.Spec.Name}' is no language model; only those can be asked in batches.",
                "mode");
        }
    }

    private static bool Takes(SystemSpec spec) => spec is { Kind: SystemKind.Llm, Model: { } model } && ModelBatches.Knows(model.Provider);
}
