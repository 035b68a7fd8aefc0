using Orleans.Concurrency;

namespace BenchHub.Datasets;

/// <summary>One dataset and its versions; the key is a <see cref="DatasetId"/>.</summary>
[Alias("benchhub.dataset")]
public interface IDatasetGrain : IGrainWithStringKey
{
    /// <returns>The dataset, also when it is retired; null when nothing was added under this id.</returns>
    [ReadOnly, Alias("get")]
    Task<DatasetSnapshot?> Get();

    /// <summary>Adds a version. Content that is the latest version already changes nothing.</summary>
    /// <exception cref="RefusedException">The name belongs to another dataset, or this one is retired.</exception>
    [Alias("add-version")]
    Task<DatasetSnapshot> AddVersion(AddVersion command);

    /// <summary>Frees the name; results and content stay. Repeating it changes nothing.</summary>
    /// <exception cref="RefusedException">Nothing was added under this id.</exception>
    [Alias("retire")]
    Task<DatasetSnapshot> Retire();
}
