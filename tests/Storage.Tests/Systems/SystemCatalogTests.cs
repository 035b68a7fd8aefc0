using BenchHub.Storage.Systems;

namespace BenchHub.Storage.Tests.Systems;

public abstract class SystemCatalogTests(StorageProvider provider, PostgresCluster postgres) : OnDatabase(provider, postgres)
{
    private SystemCatalog Catalog => new(Database);

    private static SystemRow Row(string id, string name, string status = "active", int minute = 0, string kind = "rag", string? url = null, params string[] tags) =>
        new(id, name, kind, status, url, tags, "{}", Now.AddMinutes(minute), Now.AddMinutes(minute));

    [Fact]
    public async Task Claim_SameNameByTwentyTasksOverTwoConnectionsAtOnce_OneIdHoldsItForAll()
    {
        var other = new SystemCatalog(Open());

        var holders = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Task.Run(() => (i % 2 == 0 ? Catalog : other).Claim("bm25", $"sys_{i:00}", Now, Ct))));

        Assert.Single(holders.Distinct());
        Assert.Equal(1, await Count("systems"));
    }

    [Fact]
    public async Task Claim_OlderThanAMinute_IsTakenOverAndTheLateOwnerIsRefused()
    {
        Assert.Equal("a", await Catalog.Claim("bm25", "a", Now, Ct));
        Assert.Equal("a", await Catalog.Claim("bm25", "b", Now.AddSeconds(60), Ct));
        Assert.Equal("b", await Catalog.Claim("bm25", "b", Now.AddSeconds(61), Ct));

        await Catalog.Put(Row("b", "bm25"), Ct);

        var taken = await Assert.ThrowsAsync<NameTakenException>(() => Catalog.Put(Row("a", "bm25"), Ct));
        Assert.Equal("The name 'bm25' is taken. Choose another name, or retire what holds it.", taken.Message);
    }

    [Fact]
    public async Task Claim_RepeatedByItsOwner_IsRenewed()
    {
        await Catalog.Claim("bm25", "a", Now, Ct);
        Assert.Equal("a", await Catalog.Claim("bm25", "a", Now.AddSeconds(50), Ct));

        Assert.Equal("a", await Catalog.Claim("bm25", "b", Now.AddSeconds(100), Ct));
    }

    [Fact]
    public async Task Claim_NameOfAnActiveSystem_GivesItsIdHoweverOldItIs()
    {
        await Catalog.Put(Row("a", "bm25"), Ct);

        Assert.Equal("a", await Catalog.Claim("bm25", "b", Now.AddDays(1), Ct));
        Assert.Equal("c", await Catalog.Claim("BM25", "c", Now, Ct));
    }

    [Fact]
    public async Task Claim_NameOfARetiredSystem_IsFree()
    {
        await Catalog.Put(Row("a", "bm25", "retired"), Ct);

        Assert.Equal("b", await Catalog.Claim("bm25", "b", Now, Ct));
    }

    [Fact]
    public async Task Release_Claimed_FreesTheName_ButNotAnActiveOne()
    {
        await Catalog.Claim("x", "a", Now, Ct);
        await Catalog.Release("a", Ct);
        await Catalog.Put(Row("b", "y"), Ct);
        await Catalog.Release("b", Ct);

        Assert.Null(await Catalog.Find("a", Ct));
        Assert.NotNull(await Catalog.Find("b", Ct));
    }

    [Fact]
    public async Task Put_Twice_KeepsTheLastRowToTheLetter()
    {
        const string Document = "{\"$type\":\"rag\", \"b\":1.10,\n \"a\":\"\\u0000 한국어\"}";
        var row = new SystemRow("a", "검색기 \"1\"", "rag", "active", "http://127.0.0.1:1/x", ["ko", "a\"b", "100%"], Document, Now.AddMicroseconds(7), Now.AddDays(1));
        await Catalog.Put(row with { Name = "before" }, Ct);
        await Catalog.Put(row, Ct);
        await Catalog.Put(row, Ct);

        var found = await Catalog.Find("a", Ct);

        Assert.Equal(row.Tags, found?.Tags);
        Assert.Equal(row with { Tags = found!.Tags }, found);
        Assert.Equal(1, await Count("systems"));
    }

    [Fact]
    public async Task Find_ByNameOnlyActive_ByIdAnyStatus_AndAnIdWins()
    {
        await Catalog.Claim("claimed", "c", Now, Ct);
        await Catalog.Put(Row("r", "retired", "retired"), Ct);
        await Catalog.Put(Row("one", "two"), Ct);
        await Catalog.Put(Row("two", "three"), Ct);

        Assert.Null(await Catalog.Find("claimed", Ct));
        Assert.Equal("claimed", (await Catalog.Find("c", Ct))?.Status);
        Assert.Null(await Catalog.Find("retired", Ct));
        Assert.Equal("retired", (await Catalog.Find("r", Ct))?.Status);
        Assert.Equal("two", (await Catalog.Find("two", Ct))?.Id);
        Assert.Equal("two", (await Catalog.Find("three", Ct))?.Id);
        Assert.Null(await Catalog.Find("THREE", Ct));
    }

    [Fact]
    public async Task List_FollowingCursorsWhileRowsAreAdded_ShowsEachOldRowOnceNewestFirst()
    {
        // Rows 3k, 3k+1 and 3k+2 share an instant: the id decides among them.
        for (var i = 0; i < 10; i++)
        {
            await Catalog.Put(Row($"s{i:00}", $"name {i}", minute: i / 3), Ct);
        }

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await Catalog.List(new(), new(3, cursor), Ct);
            seen.AddRange(page.Items.Select(row => row.Id));
            await Catalog.Put(Row($"new{seen.Count}", $"new {seen.Count}", minute: 100), Ct);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"s{9 - i:00}"), seen);
    }

    [Fact]
    public async Task List_LimitAndOffset_AreClampedAndSkip()
    {
        for (var i = 0; i < 4; i++)
        {
            await Catalog.Put(Row($"s{i}", $"name {i}", minute: i), Ct);
        }

        Assert.Equal(["s3"], (await Catalog.List(new(), new(Limit: 0), Ct)).Items.Select(r => r.Id));
        Assert.Equal(["s1", "s0"], (await Catalog.List(new(), new(Limit: int.MaxValue, Offset: 2), Ct)).Items.Select(r => r.Id));
        Assert.Null((await Catalog.List(new(), new(Limit: 4), Ct)).NextCursor);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("not a cursor!")]
    [InlineData("AAAA")]
    [InlineData("f_________8_")]
    [InlineData("AAAAAAAAAAD_")]
    public async Task List_MalformedCursor_IsRefusedWithASentence(string cursor)
    {
        var malformed = await Assert.ThrowsAsync<MalformedCursorException>(() => Catalog.List(new(), new(Cursor: cursor), Ct));

        Assert.Contains($"'{cursor}' is malformed", malformed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_Filters_MatchAsDocumented()
    {
        await Catalog.Put(Row("a", "Okapi BM25", minute: 1, url: "http://One/x", tags: ["lexical", "50%"]), Ct);
        await Catalog.Put(Row("b", "dense_1", minute: 2, kind: "recorded", tags: ["neural", "Lexical-not"]), Ct);
        await Catalog.Put(Row("c", "old", "retired", minute: 3), Ct);
        await Catalog.Claim("claimed", "d", Now, Ct);

        Assert.Equal("b,a", await Ids(new()));
        Assert.Equal("c,b,a", await Ids(new(IncludeRetired: true)));
        Assert.Equal("a", await Ids(new(Search: "bm25")));
        Assert.Equal("a", await Ids(new(Search: "//ONE/")));
        Assert.Equal("b,a", await Ids(new(Search: "lexical")));
        Assert.Equal("a", await Ids(new(Search: "0%")));
        Assert.Equal("b", await Ids(new(Search: "e_1")));
        Assert.Equal("", await Ids(new(Search: "d%1")));
        Assert.Equal("a", await Ids(new(Tag: "lexical")));
        Assert.Equal("", await Ids(new(Tag: "lex")));
        Assert.Equal("b", await Ids(new(Kind: "recorded")));

        async Task<string> Ids(SystemFilter filter) => string.Join(',', (await Catalog.List(filter, new(), Ct)).Items.Select(r => r.Id));
    }
}

public sealed class SystemCatalogOnSqliteTests(PostgresCluster postgres) : SystemCatalogTests(StorageProvider.Sqlite, postgres);

public sealed class SystemCatalogOnPostgresTests(PostgresCluster postgres) : SystemCatalogTests(StorageProvider.Postgres, postgres);
