using BenchHub.Datasets;
using BenchHub.Storage.Datasets;

namespace BenchHub.Grains.Tests.Datasets;

public sealed class DatasetGrainTests(Hub hub) : IClassFixture<Hub>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AddVersion_NewContent_IsTheNextVersion()
    {
        var (id, name) = (Fresh(), Hub.Name("dataset"));

        await hub.AddVersion(id, name, 3);
        var dataset = await hub.AddVersion(id, name, 4);

        Assert.Equal([(1, 3), (2, 4)], dataset.Versions.Select(static version => (version.Number, version.Items)));
        var row = await hub.Get<DatasetCatalog>().Find(name, Ct);
        Assert.Equal((id.Value, 2, 4), (row!.Id, row.Version, row.Items));
    }

    [Fact]
    public async Task AddVersion_TheSameContent_ChangesNothing()
    {
        var (id, name) = (Fresh(), Hub.Name("dataset"));
        var first = await hub.AddVersion(id, name, 3);

        Assert.Equal(first.UpdatedAt, (await hub.AddVersion(id, name, 3)).UpdatedAt);
    }

    [Fact]
    public async Task AddVersion_ATakenName_IsRefusedUntilItsHolderRetires()
    {
        var (holder, name) = (Fresh(), Hub.Name("dataset"));
        await hub.AddVersion(holder, name, 3);

        var refusal = await Waiting.Refused(() => hub.AddVersion(Fresh(), name, 3));
        Assert.Equal((Refusal.Conflict, "name"), (refusal.Refusal, refusal.Field));

        await hub.Grains.Dataset(holder).Retire();
        Assert.Equal(1, (await hub.AddVersion(Fresh(), name, 3)).Latest.Number);
    }

    [Fact]
    public async Task AddVersion_NoItems_IsRefusedAndLeavesTheNameFree()
    {
        var name = Hub.Name("dataset");

        Assert.Equal(Refusal.Invalid, (await Waiting.Refused(() => hub.AddVersion(Fresh(), name, 0))).Refusal);
        await hub.AddVersion(Fresh(), name, 1);
    }

    [Fact]
    public async Task Get_AfterADeactivation_IsWhatWasKept()
    {
        var id = Fresh();
        var before = await hub.AddVersion(id, Hub.Name("dataset"), 3);

        await Hub.Deactivate(hub.Grains.Dataset(id));

        Assert.Equal(StateJson.Of(before), StateJson.Of(await hub.Grains.Dataset(id).Get()));
    }

    [Fact]
    public async Task Get_Unknown_IsNull() => Assert.Null(await hub.Grains.Dataset(Fresh()).Get());

    private DatasetId Fresh() => DatasetId.New(hub.Time.GetUtcNow());
}
