using BenchHub.Storage.Results;

namespace BenchHub.Api.Analytics;

/// <summary>Names that only results know any more are found too: a deleted system or dataset has a past.</summary>
internal sealed class PastNames(Lookup lookup, ResultHistory history)
{
    /// <exception cref="RefusedException">Neither a system nor a result has the name.</exception>
    public Task<string> System(string idOrName, string field, CancellationToken ct) =>
        Find(idOrName, isSystem: true, async () => (await lookup.System(idOrName, field, ct)).Id, ct);

    /// <exception cref="RefusedException">Neither a dataset nor a result has the name.</exception>
    public Task<string> Dataset(string idOrName, string field, CancellationToken ct) =>
        Find(idOrName, isSystem: false, async () => (await lookup.Dataset(idOrName, field, ct)).Id, ct);

    /// <summary>Null where nothing is named.</summary>
    public async Task<string?> DatasetOrNone(string? idOrName, string field, CancellationToken ct) =>
        string.IsNullOrEmpty(idOrName) ? null : await Dataset(idOrName, field, ct);

    private async Task<string> Find(string name, bool isSystem, Func<Task<string>> present, CancellationToken ct)
    {
        try
        {
            return await present();
        }
        catch (RefusedException unknown) when (unknown.Refusal is Refusal.NotFound)
        {
            if (await history.IdOf(name, isSystem, ct) is { } id)
            {
                return id;
            }

            throw;
        }
    }
}
