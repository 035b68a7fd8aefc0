using BenchHub.Storage.Comparisons;

namespace BenchHub.Storage.Tests.Comparisons;

public abstract class ComparisonCatalogTests(StorageProvider provider, PostgresCluster postgres) : OnDatabase(provider, postgres)
{
    private ComparisonCatalog Catalog => new(Database);

    private static ComparisonRow Row(string id, int minute = 0) =>
        new(id, "nightly", null, """{"metrics":["map"]}""", ["bm25", "<b>밀집</b>"], ["cranfield"], ["map", "mrr"], 2, 1, Now.AddMinutes(minute));

    [Fact]
    public async Task Add_TheSameIdTwice_KeepsTheFirst()
    {
        Assert.True(await Catalog.Add(Row("cmp_1"), """{"text":"비교 🙂"}""", Ct));
        Assert.False(await Catalog.Add(Row("cmp_1") with { Name = "other" }, "{}", Ct));

        Assert.Equivalent(Row("cmp_1"), await Catalog.Find("cmp_1", Ct), strict: true);
        Assert.Equal("""{"text":"비교 🙂"}""", await Catalog.Document("cmp_1", Ct));
    }

    [Fact]
    public async Task List_IsNewestFirst_PageByPage()
    {
        for (var i = 0; i < 5; i++)
        {
            await Catalog.Add(Row($"cmp_{i}", i / 2) with { CreatedFrom = i == 4 ? "cmp_0" : null }, "{}", Ct);
        }

        var first = await Catalog.List(new(2), Ct);
        var second = await Catalog.List(new(9, first.NextCursor), Ct);

        Assert.Equal(["cmp_4", "cmp_3", "cmp_2", "cmp_1", "cmp_0"], first.Items.Concat(second.Items).Select(static row => row.Id));
        Assert.Equal("cmp_0", first.Items[0].CreatedFrom);
        Assert.Null(second.NextCursor);
    }

    [Fact]
    public async Task Delete_RemovesIt_AndSaysWhetherItWasThere()
    {
        await Catalog.Add(Row("cmp_1"), "{}", Ct);

        Assert.True(await Catalog.Delete("cmp_1", Ct));
        Assert.False(await Catalog.Delete("cmp_1", Ct));
        Assert.Equal((null, null), (await Catalog.Find("cmp_1", Ct), await Catalog.Document("cmp_1", Ct)));
    }

    [Fact]
    public async Task Document_OfManyPairs_IsKeptSmall()
    {
        var document = string.Join(',', Enumerable.Range(0, 20_000).Select(static i => $$"""{"a":"system {{i % 200}}","b":"system {{i / 200}}","difference":0.{{i}},"significant":false}"""));
        await Catalog.Add(Row("cmp_1"), document, Ct);

        Assert.Equal(document, await Catalog.Document("cmp_1", Ct));
        Assert.InRange(await Database.Read(scope => scope.First<long>("SELECT length(document) FROM comparisons"), Ct), 1, document.Length / 4);
    }
}

public sealed class ComparisonCatalogOnSqliteTests(PostgresCluster postgres) : ComparisonCatalogTests(StorageProvider.Sqlite, postgres);

public sealed class ComparisonCatalogOnPostgresTests(PostgresCluster postgres) : ComparisonCatalogTests(StorageProvider.Postgres, postgres);
