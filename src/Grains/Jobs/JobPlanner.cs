using BenchHub.Datasets;
using BenchHub.Grains.Jobs.Rescoring;
using BenchHub.Jobs;
using BenchHub.Storage.Jobs;
using BenchHub.Systems;

namespace BenchHub.Grains.Jobs;

/// <summary>Turns a command into tasks: every system on every dataset, with the versions that hold now, or one for each result to score again.</summary>
internal sealed class JobPlanner(IGrainFactory grains, StoredResults stored, TaskFit fit, TimeProvider time)
{
    /// <exception cref="RefusedException">The command names what does not exist or asks for the impossible.</exception>
    public async Task<IReadOnlyList<TaskRow>> Plan(JobId id, SubmitJob command)
    {
        JobCommandRules.ThrowIfInvalid(command);
        return command.Rescore.IsEmpty ? await Evaluate(id, command) : await Rescore(id, command);
    }

    private async Task<IReadOnlyList<TaskRow>> Evaluate(JobId id, SubmitJob command)
    {
        var systems = await Task.WhenAll(command.Systems.Distinct().Select(Find));
        var datasets = await Task.WhenAll(command.Datasets.Distinct().Select(Find));

        BatchFit.ThrowIfUnfit(command, systems);
        foreach (var (dataset, version) in datasets)
        {
            DatasetFit.ThrowIfUnfit(command, dataset, version, systems.Select(static system => system.Spec));
            await fit.ThrowIfUnfit(command, dataset.Name, version.ContentHash, systems.Select(static system => system.Spec.Recording).FirstOrDefault(static one => one is not null));
        }

        var cells =
            from system in systems
            from dataset in datasets
            select (System: system, dataset.Dataset, dataset.Version);
        return [.. cells.Select((cell, number) => TaskRows.Plan(
            id, number, ResultId.New(time.GetUtcNow()), cell.System, cell.Dataset, cell.Version))];
    }

    private async Task<IReadOnlyList<TaskRow>> Rescore(JobId id, SubmitJob command)
    {
        var results = await Task.WhenAll(command.Rescore.Select(result => stored.Find(result, "rescore")));
        foreach (var result in results)
        {
            DatasetFit.ThrowIfUnfit(command, result.Row.DatasetName, isTask: result.Task is not null);
            await fit.ThrowIfUnfit(command, result.Row.DatasetName, result.Row.ContentHash);
        }

        return [.. results.Select((result, number) => TaskRows.Plan(id, number, ResultId.New(time.GetUtcNow()), result.Row))];
    }

    private async Task<SystemSnapshot> Find(SystemId id) => await grains.System(id).Get() switch
    {
        null => throw new RefusedException(Refusal.NotFound, $"System '{id}' does not exist.", "systemIds"),
        { Status: SystemStatus.Retired } gone => throw new RefusedException(
            Refusal.Conflict, $"System '{gone.Spec.Name}' ({id}) was removed; register it again to evaluate it.", "systemIds"),
        var system => system,
    };

    private async Task<(DatasetSnapshot Dataset, DatasetVersion Version)> Find(DatasetRef reference) => await grains.Dataset(reference.Id).Get() switch
    {
        null => throw new RefusedException(Refusal.NotFound, $"Dataset '{reference.Id}' does not exist.", "datasetIds"),
        { Status: DatasetStatus.Retired } gone => throw new RefusedException(
            Refusal.Conflict, $"Dataset '{gone.Name}' ({reference.Id}) was deleted.", "datasetIds"),
        var dataset => (dataset, Pick(dataset, reference.Version)),
    };

    private static DatasetVersion Pick(DatasetSnapshot dataset, int? number) =>
        number is null ? dataset.Latest
        : dataset.Versions.FirstOrDefault(version => version.Number == number)
            ?? throw new RefusedException(
                Refusal.NotFound, $"Dataset '{dataset.Name}' has no version {number}; it has 1 to {dataset.Latest.Number}.", "datasetIds");
}
