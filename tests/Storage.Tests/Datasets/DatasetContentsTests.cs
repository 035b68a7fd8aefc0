using System.Security.Cryptography;
using BenchHub.Storage.Datasets;

namespace BenchHub.Storage.Tests.Datasets;

public abstract class DatasetContentsTests(StorageProvider provider, PostgresCluster postgres) : OnDatabase(provider, postgres)
{
    private DatasetContents Contents => new(Database);

    private static (string, string, IReadOnlyList<Judgement>) Item(int i) =>
        ($"q{i}", $"질문 {i}?", [.. Enumerable.Range(0, i % 4).Select(j => new Judgement($"d{i + j}", j - 1))]);

    private static DatasetDocument Document(int i) => new($"d{i}", i % 3 == 0 ? "" : $"Title {i}", new string((char)('a' + (i % 26)), i % 50));

    private async Task<DatasetContent> Store(int documents, int items)
    {
        await using var draft = await Contents.Begin(Ct);
        foreach (var some in Enumerable.Range(0, documents).Select(Document).Chunk(100))
        {
            await draft.AddDocuments(some, Ct);
        }

        foreach (var some in Enumerable.Range(0, items).Select(Item).Chunk(77))
        {
            await draft.AddItems(some, Ct);
        }

        return await draft.Seal(Ct);
    }

    [Fact]
    public async Task Seal_SmallBody_HasTheHashDerivedByHand()
    {
        await using var draft = await Contents.Begin(Ct);
        await draft.AddDocuments([new("d1", "T", "가")], Ct);
        await draft.AddItems([("q1", "x", [new("d1", -1), new("d2", 64)])], Ct);
        var content = await draft.Seal(Ct);

        // Numbers are zigzag (1 -> 2, -1 -> 1, 64 -> 128 -> 80 01); a text is its length in UTF-8 and its bytes.
        byte[] documents = [4, .. "d1"u8, 2, .. "T"u8, 6, .. "가"u8];
        byte[] items = [4, .. "q1"u8, 2, .. "x"u8, 4, 4, .. "d1"u8, 1, 4, .. "d2"u8, 0x80, 0x01];
        byte[] whole = [.. "benchhub/content/1\n"u8, .. SHA256.HashData(documents), .. SHA256.HashData(items)];
        Assert.Equal(new DatasetContent("sha256:" + Convert.ToHexStringLower(SHA256.HashData(whole)), 1, 1, 2, null), content);
        Assert.Equal(content, await Contents.Find(content.Hash, Ct));
    }

    [Fact]
    public async Task Seal_RecordsWithExamples_KeepsThemApartUnderTheHashDerivedByHand()
    {
        await using var draft = await Contents.Begin(Ct);
        await draft.AddExamples(["""{"b":1}""", "{}"], Ct);
        await draft.AddRecords([("1", """{"a":1}""")], Ct);
        var content = await draft.Seal("task", Ct);

        byte[] records = [2, .. "1"u8, 14, .. """{"a":1}"""u8];
        byte[] examples = [14, .. """{"b":1}"""u8, 4, .. "{}"u8];
        byte[] whole = [.. "benchhub/records/2\n"u8, .. SHA256.HashData("task"u8), .. SHA256.HashData(records), .. SHA256.HashData(examples)];
        Assert.Equal(new DatasetContent("sha256:" + Convert.ToHexStringLower(SHA256.HashData(whole)), 1, 0, 0, "task"), content);
        Assert.Equal(["""{"b":1}""", "{}"], await Contents.ReadExamples(content.Hash, Ct).ToListAsync(Ct));
        Assert.Equal(["1"], await Contents.ReadItems(content.Hash, cancellation: Ct).Select(static item => item.Id).ToListAsync(Ct));

        var without = await Store(0, 3);
        Assert.Empty(await Contents.ReadExamples(without.Hash, Ct).ToListAsync(Ct));
    }

    [Fact]
    public async Task ReadExamples_MoreThanAChunk_KeepTheirOrder()
    {
        string[] examples = [.. Enumerable.Range(0, 1_500).Select(static i => $$"""{"n":{{i}}}""")];
        await using var draft = await Contents.Begin(Ct);
        await draft.AddExamples(examples, Ct);
        await draft.AddRecords([("1", "{}")], Ct);
        var content = await draft.Seal("task", Ct);

        Assert.Equal(examples, await Contents.ReadExamples(content.Hash, Ct).ToListAsync(Ct));
    }

    [Fact]
    public async Task ReadItems_SomeInAnyOrder_GivesTheseInThatOrder()
    {
        var content = await Store(documents: 3, items: 1000);
        int[] asked = [999, 0, 255, 256, 700, 3, 511];

        var read = await Contents.ReadItems(content.Hash, asked, Ct);

        Assert.Equal(asked.Select(static i => (i, $"q{i}", $"질문 {i}?", i % 4)), read.Select(static item => (item.Index, item.Id, item.Text, item.Judgements.Count)));
        Assert.Empty(await Contents.ReadItems(content.Hash, Array.Empty<int>(), Ct));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => Contents.ReadItems(content.Hash, [1000], Ct));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => Contents.ReadItems("sha256:0", [1], Ct));
    }

    [Fact]
    public async Task Seal_Records_ComeBackWithTheirDefinitionUnderTheHashDerivedByHand()
    {
        await using var draft = await Contents.Begin(Ct);
        await draft.AddRecords([("1", "{}"), ("2", """{"a":1}""")], Ct);
        var content = await draft.Seal("task: t", Ct);

        byte[] records = [2, .. "1"u8, 4, .. "{}"u8, 2, .. "2"u8, 14, .. """{"a":1}"""u8];
        byte[] whole = [.. "benchhub/records/1\n"u8, .. SHA256.HashData("task: t"u8), .. SHA256.HashData(records)];
        Assert.Equal(new DatasetContent("sha256:" + Convert.ToHexStringLower(SHA256.HashData(whole)), 2, 0, 0, "task: t"), content);
        Assert.Equal(content, await Contents.Find(content.Hash, Ct));
        Assert.Equal([(0, "1", "{}"), (1, "2", """{"a":1}""")], await Contents.ReadItems(content.Hash, cancellation: Ct).Select(static item => (item.Index, item.Id, item.Record!)).ToListAsync(Ct));
    }

    [Fact]
    public async Task Seal_SameRowsInOtherBatches_IsTheSameContentStoredOnce()
    {
        var first = await Store(600, 300);
        await using (var draft = await Contents.Begin(Ct))
        {
            await draft.AddItems([.. Enumerable.Range(0, 300).Select(Item)], Ct);
            await draft.AddDocuments([.. Enumerable.Range(0, 600).Select(Document)], Ct);
            Assert.Equal(first, await draft.Seal(Ct));
        }

        Assert.Equal(1, await Count("drafts"));
        Assert.Equal(5, await Count("dataset_chunks")); // ceil(600 / 256) + ceil(300 / 256)
    }

    [Fact]
    public async Task Seal_OtherOrder_IsOtherContent()
    {
        var first = await Store(2, 2);
        await using var draft = await Contents.Begin(Ct);
        await draft.AddDocuments([Document(1), Document(0)], Ct);
        await draft.AddItems([Item(0), Item(1)], Ct);

        Assert.NotEqual(first.Hash, (await draft.Seal(Ct)).Hash);
    }

    [Fact]
    public async Task Read_AllOrARangeAcrossChunks_IsWhatWasAdded()
    {
        var hash = (await Store(1500, 1300)).Hash;

        Assert.Equal(Enumerable.Range(0, 1500).Select(Document), await Contents.ReadDocuments(hash, cancellation: Ct).ToListAsync(Ct));
        Assert.Equivalent(Enumerable.Range(0, 1300).Select(AsRead), await Contents.ReadItems(hash, cancellation: Ct).ToListAsync(Ct), strict: true);
        Assert.Equal(Enumerable.Range(250, 800), (await Contents.ReadItems(hash, 250, 800, Ct).ToListAsync(Ct)).Select(item => item.Index));
        Assert.Equal([Document(512)], await Contents.ReadDocuments(hash, 512, 1, Ct).ToListAsync(Ct));
        Assert.Equal([Document(1499)], await Contents.ReadDocuments(hash, 1499, int.MaxValue, Ct).ToListAsync(Ct));
        Assert.Empty(await Contents.ReadItems(hash, 1300, cancellation: Ct).ToListAsync(Ct));

        static DatasetItem AsRead(int i) => Item(i) is var (id, text, judgements) ? new(i, id, text, judgements) : null!;
    }

    [Fact]
    public async Task Read_EmptyBodyOrUnknownHash_IsEmptyOrRefused()
    {
        var empty = await Store(0, 0);

        Assert.Empty(await Contents.ReadItems(empty.Hash, cancellation: Ct).ToListAsync(Ct));
        Assert.Null(await Contents.Find("sha256:00", Ct));
        await Assert.ThrowsAsync<KeyNotFoundException>(async () => await Contents.ReadItems("sha256:00", cancellation: Ct).ToListAsync(Ct));
    }

    [Fact]
    public async Task Add_DocumentsOfAMegabyte_AreCutIntoChunksOfTheirOwn()
    {
        await using var draft = await Contents.Begin(Ct);
        for (var i = 0; i < 6; i++)
        {
            await draft.AddDocuments([new($"d{i}", "", Random(1 << 20, seed: i))], Ct);
        }

        var content = await draft.Seal(Ct);

        Assert.Equal(6, await Count("dataset_chunks"));
        Assert.Equal(Random(1 << 20, seed: 5), (await Contents.ReadDocuments(content.Hash, 5, 1, Ct).SingleAsync(Ct)).Text);

        static string Random(int length, int seed) => string.Create(length, new Random(seed), (text, random) =>
        {
            foreach (ref var c in text)
            {
                c = (char)random.Next(32, 127);
            }
        });
    }

    [Fact]
    public async Task Dispose_Unsealed_LeavesNothing()
    {
        await using (var draft = await Contents.Begin(Ct))
        {
            await draft.AddDocuments([new("d", "", Convert.ToHexString(RandomNumberGenerator.GetBytes(8 << 20)))], Ct);
            Assert.Equal(1, await Count("dataset_chunks"));
        }

        Assert.Equal(0, await Count("dataset_chunks"));
        Assert.Equal(0, await Count("drafts"));
    }

    [Fact]
    public async Task Migrate_DraftLeftByACrash_IsRemovedAfterADayAndSealedOnesStay()
    {
        var kept = await Store(1, 1);
        _ = await Contents.Begin(Ct);

        Time.Now += TimeSpan.FromHours(23);
        await Database.Migrate(Ct);
        Assert.Equal(2, await Count("drafts"));

        Time.Now += TimeSpan.FromHours(2);
        await Database.Migrate(Ct);
        Assert.Equal(1, await Count("drafts"));
        Assert.Single(await Contents.ReadItems(kept.Hash, cancellation: Ct).ToListAsync(Ct));
    }

    [Fact]
    public async Task Delete_RemovesTheBodyAndMayBeRepeated()
    {
        var content = await Store(300, 10);
        await Contents.Delete(content.Hash, Ct);
        await Contents.Delete(content.Hash, Ct);

        Assert.Null(await Contents.Find(content.Hash, Ct));
        Assert.Equal(0, await Count("dataset_chunks"));
        Assert.Equal(content, await Store(300, 10));
    }
}

public sealed class DatasetContentsOnSqliteTests(PostgresCluster postgres) : DatasetContentsTests(StorageProvider.Sqlite, postgres);

public sealed class DatasetContentsOnPostgresTests(PostgresCluster postgres) : DatasetContentsTests(StorageProvider.Postgres, postgres);
