using BenchHub.Datasets;
using BenchHub.Grains.Datasets;

namespace BenchHub.Grains.Tests.Datasets;

public sealed class DatasetTransitionsTests
{
    private static readonly DateTimeOffset Now = ManualTime.Noon;
    private static readonly DateTimeOffset Later = Now.AddMinutes(1);
    private static readonly AddVersion First = new("cranfield", "abstracts", "beir", "sha256:1", 225, 1400, 1837);

    [Fact]
    public void Add_Fresh_IsVersionOne()
    {
        var dataset = new DatasetState().Add(First, Now);

        Assert.Equal(new DatasetVersion(1, "beir", "sha256:1", 225, 1400, 1837, Now), Assert.Single(dataset.Versions));
        Assert.Equal(("cranfield", "abstracts", Now), (dataset.Name, dataset.Description, dataset.CreatedAt));
    }

    [Fact]
    public void Add_TheLatestContentAgain_ChangesNothing()
    {
        var dataset = new DatasetState().Add(First, Now);

        Assert.Same(dataset, dataset.Add(First with { Description = "another" }, Later));
    }

    [Fact]
    public void Add_OtherContent_IsTheNextVersionAndKeepsTheRest()
    {
        var dataset = new DatasetState().Add(First, Now).Add(First with { ContentHash = "sha256:2", Items = 3, Description = "" }, Later);

        Assert.Equal([1, 2], dataset.Versions.Select(static version => version.Number));
        Assert.Equal(("abstracts", Now, Later), (dataset.Description, dataset.CreatedAt, dataset.UpdatedAt));
        Assert.Equal((2, 3), (dataset.Row(new("ds_1")).Version, dataset.Row(new("ds_1")).Items));
    }

    [Fact]
    public void Add_AnEarlierContentAgain_IsANewVersion()
    {
        var dataset = new DatasetState().Add(First, Now).Add(First with { ContentHash = "sha256:2" }, Now).Add(First, Later);

        Assert.Equal(["sha256:1", "sha256:2", "sha256:1"], dataset.Versions.Select(static version => version.ContentHash));
    }

    [Fact]
    public void Add_NoItems_IsRefused() => Refuses(Refusal.Invalid, static () => new DatasetState().Add(First with { Items = 0 }, Now));

    [Fact]
    public void Add_OtherName_IsRefused() => Refuses(Refusal.Conflict, static () => new DatasetState().Add(First, Now).Add(First with { Name = "other" }, Now));

    [Fact]
    public void Add_Retired_IsRefused() => Refuses(Refusal.Conflict, static () => new DatasetState().Add(First, Now).Retire(Now).Add(First, Later));

    [Fact]
    public void Retire_Unknown_IsRefused() => Refuses(Refusal.NotFound, static () => new DatasetState().Retire(Now));

    [Fact]
    public void Retire_Twice_ChangesNothing()
    {
        var dataset = new DatasetState().Add(First, Now).Retire(Later);

        Assert.Equal((DatasetStatus.Retired, Later), (dataset.Status, dataset.UpdatedAt));
        Assert.Same(dataset, dataset.Retire(Later.AddDays(1)));
    }

    private static void Refuses(Refusal refusal, Action act) => Assert.Equal(refusal, Assert.Throws<RefusedException>(act).Refusal);
}
