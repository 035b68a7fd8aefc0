using BenchHub.Datasets;
using BenchHub.Storage.Datasets;

namespace BenchHub.Grains.Datasets;

/// <summary>Every rule of a dataset's life, as functions from state to state.</summary>
internal static class DatasetTransitions
{
    public static DatasetState Add(this DatasetState dataset, AddVersion command, DateTimeOffset now)
    {
        if (dataset.Status is DatasetStatus.Retired)
        {
            throw new RefusedException(Refusal.Conflict, $"Dataset '{dataset.Name}' was deleted; import it under a new id.");
        }

        if (dataset.Name is { } name && name != command.Name)
        {
            throw new RefusedException(Refusal.Conflict, $"This id belongs to dataset '{name}', not '{command.Name}'.", "name");
        }

        if (command.Items == 0)
        {
            throw new RefusedException(Refusal.Invalid, "The dataset has no judged query, so there is nothing to evaluate. Check the queries and qrels files.", "queries");
        }

        if (!dataset.Versions.IsEmpty && dataset.Versions[^1].ContentHash == command.ContentHash)
        {
            return dataset;
        }

        var version = new DatasetVersion(
            dataset.Versions.Length + 1, command.Format, command.ContentHash, command.Items, command.Documents, command.Judgements, now);
        return dataset with
        {
            Name = command.Name,
            Description = command.Description.Length > 0 ? command.Description : dataset.Description,
            Versions = dataset.Versions.Add(version),
            CreatedAt = dataset.Name is null ? now : dataset.CreatedAt,
            UpdatedAt = now,
        };
    }

    public static DatasetState Retire(this DatasetState dataset, DateTimeOffset now) => dataset switch
    {
        { Name: null } => throw Unknown(),
        { Status: DatasetStatus.Retired } => dataset,
        _ => dataset with { Status = DatasetStatus.Retired, UpdatedAt = now },
    };

    public static DatasetSnapshot Snapshot(this DatasetState dataset, DatasetId id) => new(
        id, dataset.Name ?? throw Unknown(), dataset.Description, dataset.Status, dataset.Versions, dataset.CreatedAt, dataset.UpdatedAt);

    public static DatasetRow Row(this DatasetState dataset, DatasetId id) => new(
        id.Value, dataset.Name!, dataset.Status.ToString().ToLowerInvariant(), dataset.Versions[^1].Number, dataset.Versions[^1].Items,
        StateJson.Of(dataset.Snapshot(id)), dataset.CreatedAt, dataset.UpdatedAt);

    private static RefusedException Unknown() => new(Refusal.NotFound, "No dataset exists under this id.");
}
