using System.Collections.Immutable;
using BenchHub.Datasets;
using BenchHub.Judges;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Judges;
using BenchHub.Storage.Systems;
using BenchHub.Systems;

namespace BenchHub.Api;

/// <summary>Wherever the API takes an id it takes a name too: here is the one place that tells what they name.</summary>
internal sealed class Lookup(SystemCatalog systems, DatasetCatalog datasets, JudgeCatalog judges, IGrainFactory grains)
{
    // A name that is only held for something in the making names nothing yet.
    private const string Claimed = "claimed";

    /// <exception cref="RefusedException">Neither an id nor the name of a system that is not retired.</exception>
    public async Task<SystemRow> System(string idOrName, string field, CancellationToken ct) =>
        await systems.Find(Decoded(idOrName), ct) is { Status: not Claimed } row
            ? row
            : throw new RefusedException(Refusal.NotFound, $"System '{idOrName}' does not exist; GET /api/v1/systems lists those that do.", field);

    /// <exception cref="RefusedException">Neither an id nor the name of a dataset that was not deleted.</exception>
    public async Task<DatasetRow> Dataset(string idOrName, string field, CancellationToken ct) =>
        await datasets.Find(Decoded(idOrName), ct) is { Status: not Claimed } row
            ? row
            : throw new RefusedException(Refusal.NotFound, $"Dataset '{idOrName}' does not exist; GET /api/v1/datasets lists those that do.", field);

    public async Task<SystemId> SystemId(string idOrName, CancellationToken ct) => new((await System(idOrName, "id", ct)).Id);

    public async Task<DatasetId> DatasetId(string idOrName, CancellationToken ct) => new((await Dataset(idOrName, "id", ct)).Id);

    public async Task<ImmutableArray<SystemId>> SystemIds(IEnumerable<string> idsOrNames, string field, CancellationToken ct) =>
        [.. await Each(idsOrNames, field, async text => new SystemId((await System(text, field, ct)).Id))];

    public async Task<ImmutableArray<DatasetId>> DatasetIds(IEnumerable<string> idsOrNames, string field, CancellationToken ct) =>
        [.. await Each(idsOrNames, field, async text => new DatasetId((await Dataset(text, field, ct)).Id))];

    /// <exception cref="RefusedException">There is no judge of that name.</exception>
    public async Task<JudgeRow> Judge(string name, string field, CancellationToken ct) => await judges.Find(Decoded(name), cancellation: ct)
        ?? throw new RefusedException(Refusal.NotFound, $"Judge '{name}' does not exist; GET /api/v1/judges lists those that do.", field);

    /// <summary>Judges as a job names them: in the version that holds now, played by their system as it is now.</summary>
    public async Task<ImmutableArray<string>> Judges(IEnumerable<string> names, string field, CancellationToken ct) =>
        [.. await Each(names, field, async name => await Reference(await Judge(name, field, ct), field))];

    /// <inheritdoc cref="Judges"/>
    public async Task<string> Reference(JudgeRow judge, string field) => await grains.System(new(judge.SystemId)).Get() is { Status: SystemStatus.Active } system
        ? new JudgeRef(judge.Name, judge.Version, system.Revision).ToString()
        : throw new RefusedException(Refusal.Conflict, $"The system of the judge '{judge.Name}' was removed; add the judge again with another system.", field);

    private static async Task<List<T>> Each<T>(IEnumerable<string> texts, string field, Func<string, Task<T>> find)
    {
        var found = new List<T>();
        foreach (var text in texts)
        {
            found.Add(text is null ? throw new RefusedException(Refusal.Invalid, $"An entry of {field} is null.", field) : await find(text));
        }

        return found;
    }

    // Routing leaves an escaped slash as it is, and names may have slashes.
    private static string Decoded(string text) => text.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
