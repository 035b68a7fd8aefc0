using BenchHub.Storage.Datasets;

namespace BenchHub.Storage.Tests.Datasets;

public abstract class DatasetCatalogTests(StorageProvider provider, PostgresCluster postgres) : OnDatabase(provider, postgres)
{
    private DatasetCatalog Catalog => new(Database);

    private static DatasetRow Row(string id, string name, string status = "active", int minute = 0) =>
        new(id, name, status, 2, 225, """{"license": "CC BY"}""", Now.AddMinutes(minute), Now);

    [Fact]
    public async Task Claim_ThenPut_HoldsTheNameAgainstTwentyOthers()
    {
        var holders = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Catalog.Claim("cranfield", $"ds_{i}", Now, Ct))));
        await Catalog.Put(Row(holders[0], "cranfield"), Ct);

        Assert.Single(holders.Distinct());
        Assert.Equal(holders[0], await Catalog.Claim("cranfield", "late", Now.AddHours(1), Ct));
        Assert.Equal(Row(holders[0], "cranfield"), await Catalog.Find("cranfield", Ct));
    }

    [Fact]
    public async Task Put_NameOfAnother_IsRefused()
    {
        await Catalog.Put(Row("a", "cranfield"), Ct);

        await Assert.ThrowsAsync<NameTakenException>(() => Catalog.Put(Row("b", "cranfield"), Ct));
        await Catalog.Put(Row("b", "cranfield", "retired"), Ct);

        Assert.Equal("a", (await Catalog.Find("cranfield", Ct))?.Id);
    }

    [Fact]
    public async Task List_SearchRetiredAndPages_AsDocumented()
    {
        await Catalog.Put(Row("a", "Cranfield", minute: 1), Ct);
        await Catalog.Put(Row("b", "cran-ko", minute: 2), Ct);
        await Catalog.Put(Row("c", "CRAN old", "retired", minute: 3), Ct);
        await Catalog.Claim("cran claimed", "d", Now, Ct);
        await Catalog.Release("d", Ct);
        await Catalog.Claim("cran claimed again", "e", Now, Ct);

        var first = await Catalog.List("CRAN", includeRetired: true, new(2), Ct);
        var second = await Catalog.List("CRAN", includeRetired: true, new(2, first.NextCursor), Ct);

        Assert.Equal(["c", "b", "a"], [.. first.Items.Concat(second.Items).Select(row => row.Id)]);
        Assert.Equal(["b", "a"], (await Catalog.List(null, includeRetired: false, new(), Ct)).Items.Select(row => row.Id));
        Assert.Equal(["a"], (await Catalog.List("field", includeRetired: false, new(), Ct)).Items.Select(row => row.Id));
    }
}

public sealed class DatasetCatalogOnSqliteTests(PostgresCluster postgres) : DatasetCatalogTests(StorageProvider.Sqlite, postgres);

public sealed class DatasetCatalogOnPostgresTests(PostgresCluster postgres) : DatasetCatalogTests(StorageProvider.Postgres, postgres);
