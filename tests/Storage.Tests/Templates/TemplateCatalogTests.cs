using BenchHub.Storage.Templates;

namespace BenchHub.Storage.Tests.Templates;

public abstract class TemplateCatalogTests(StorageProvider provider, PostgresCluster postgres) : OnDatabase(provider, postgres)
{
    private static readonly TemplateRow Nightly = new("tpl_1", "nightly", "쓰기", """{"systems":["검색"],"metrics":["ndcg@10"]}""", Now, Now);

    private TemplateCatalog Templates => new(Database);

    [Fact]
    public async Task Put_Again_ReplacesAllButWhenItWasCreated()
    {
        await Templates.Put(Nightly, Ct);
        var later = Nightly with { Name = "daily", Description = "", Job = "{}", CreatedAt = Now.AddDays(1), UpdatedAt = Now.AddDays(1) };
        await Templates.Put(later, Ct);

        Assert.Equal(later with { CreatedAt = Now }, await Templates.Find("daily", Ct));
        Assert.Null(await Templates.Find("nightly", Ct));
    }

    [Fact]
    public async Task Find_ByIdOrName_ComesBackAsItWas()
    {
        await Templates.Put(Nightly, Ct);

        Assert.Equal(Nightly, await Templates.Find("tpl_1", Ct));
        Assert.Equal(Nightly, await Templates.Find("nightly", Ct));
    }

    [Fact]
    public async Task Put_ANameThatIsTaken_IsRefused_UntilItsHolderIsGone()
    {
        await Templates.Put(Nightly, Ct);

        await Assert.ThrowsAsync<NameTakenException>(() => Templates.Put(Nightly with { Id = "tpl_2" }, Ct));
        Assert.Equal((1, 0), (await Templates.Delete("tpl_1", Ct), await Templates.Delete("tpl_1", Ct)));
        await Templates.Put(Nightly with { Id = "tpl_2" }, Ct);

        Assert.Equal("tpl_2", Assert.Single((await Templates.List(new(), Ct)).Items).Id);
    }
}

public sealed class TemplateCatalogOnSqliteTests(PostgresCluster postgres) : TemplateCatalogTests(StorageProvider.Sqlite, postgres);

public sealed class TemplateCatalogOnPostgresTests(PostgresCluster postgres) : TemplateCatalogTests(StorageProvider.Postgres, postgres);
