using BenchHub.Datasets;
using BenchHub.Storage.Datasets;
using Microsoft.Extensions.Logging;

namespace BenchHub.Grains.Datasets;

internal sealed partial class DatasetGrain(
    [PersistentState("dataset", StorageNames.Grains)] IPersistentState<DatasetState> dataset,
    DatasetCatalog catalog,
    TimeProvider time,
    ILogger<DatasetGrain> logger) : Grain, IDatasetGrain
{
    private DatasetId Id => new(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // A crash between state and projection heals here.
        if (dataset.State.Name is not null)
        {
            await catalog.Put(dataset.State.Row(Id), cancellationToken);
        }
    }

    public Task<DatasetSnapshot?> Get() =>
        Task.FromResult(dataset.State.Name is null ? null : dataset.State.Snapshot(Id));

    public async Task<DatasetSnapshot> AddVersion(AddVersion command)
    {
        var next = dataset.State.Add(command, time.GetUtcNow());
        if (dataset.State.Name is null && await catalog.Claim(command.Name, Id.Value, time.GetUtcNow()) is var holder && holder != Id.Value)
        {
            throw new RefusedException(Refusal.Conflict, $"The name '{command.Name}' belongs to dataset {holder}.", "name");
        }

        if (await dataset.Advance(next))
        {
            var latest = next.Versions[^1];
            LogVersionAdded(Id, command.Name, latest.Number, latest.Items);
        }

        await catalog.Put(dataset.State.Row(Id));
        return dataset.State.Snapshot(Id);
    }

    public async Task<DatasetSnapshot> Retire()
    {
        await dataset.Advance(dataset.State.Retire(time.GetUtcNow()));
        await catalog.Put(dataset.State.Row(Id));
        return dataset.State.Snapshot(Id);
    }
}
