using BenchHub.Storage.Models;

namespace BenchHub.Storage.Tests.Models;

public abstract class PriceCatalogTests(StorageProvider provider, PostgresCluster postgres) : OnDatabase(provider, postgres)
{
    private static readonly ModelPrice First = new("small", Now, 0.15m, 0.0375m, 0.60m, 0.5m);

    private PriceCatalog Prices => new(Database);

    [Fact]
    public async Task Find_SeveralPrices_IsTheOneThatHoldsThen()
    {
        var cheaper = First with { ValidFrom = Now.AddDays(10), Input = 0.10m };
        await Prices.Put(cheaper, Ct);
        await Prices.Put(First, Ct);

        Assert.Null(await Prices.Find("small", Now.AddSeconds(-1), Ct));
        Assert.Equal(First, await Prices.Find("small", Now, Ct));
        Assert.Equal(First, await Prices.Find("small", Now.AddDays(10).AddSeconds(-1), Ct));
        Assert.Equal(cheaper, await Prices.Find("small", Now.AddYears(1), Ct));
        Assert.Null(await Prices.Find("large", Now, Ct));
        Assert.Equal([First, cheaper], await Prices.List(Ct));
    }

    [Fact]
    public async Task Put_SameInstant_CorrectsAndDeleteForgets()
    {
        await Prices.Put(First, Ct);
        await Prices.Put(First with { Output = 0.7m }, Ct);

        Assert.Equal(0.7m, Assert.Single(await Prices.List(Ct)).Output);
        Assert.True(await Prices.Delete("small", Now, Ct));
        Assert.False(await Prices.Delete("small", Now, Ct));
    }

    [Fact]
    public void Cost_FreshCachedAndAnswer_AddsUpAndRoundsHalfToEven()
    {
        // 600 fresh x 150 + 400 cached x 37.5 + 100 x 600 billionths = 90,000 + 15,000 + 60,000.
        Assert.Equal(165_000, First.Cost(input: 1000, cached: 400, output: 100));
        Assert.Equal(82_500, First.Cost(1000, 400, 100, isBatch: true));

        // 37.5 and 112.5 billionths.
        Assert.Equal(38, First.Cost(1, 1, 0));
        Assert.Equal(112, First.Cost(3, 3, 0));
    }
}

public sealed class PriceCatalogOnSqliteTests(PostgresCluster postgres) : PriceCatalogTests(StorageProvider.Sqlite, postgres);

public sealed class PriceCatalogOnPostgresTests(PostgresCluster postgres) : PriceCatalogTests(StorageProvider.Postgres, postgres);
