using System.Text.Json;
using BenchHub.Evaluation.Tasks;

namespace BenchHub.Evaluation.Tests.Tasks;

public sealed class FewShotPoolTests
{
    private static readonly string[] Ten = [.. Enumerable.Range(0, 10).Select(static n => Record(n))];

    [Fact]
    public void For_FirstN_AreTheFirstWithoutTheRecordItself()
    {
        var pool = FewShotPool.Of(new(3, [], "train"), Ten);

        Assert.Equal([0, 1, 2], Shown(pool, 50));
        Assert.Equal([0, 2, 3], Shown(pool, 1));
    }

    [Fact]
    public void For_RecordUnderAnotherIdAndOrder_IsNotItsOwnExample()
    {
        var pool = FewShotPool.Of(new(2, [], "train"), ["""{"id": "train-1", "n": 1, "q": "x"}""", """{"n": 2, "q": "x"}"""]);

        var shown = Assert.Single(pool.For(JsonElement.Parse("""{"q": "x", "_id": 77, "n": 1}""")));

        Assert.Equal(2, shown.GetProperty("n").GetInt32());
    }

    [Fact]
    public void For_Drawn_DependsOnSeedAndRecordAlone()
    {
        var (one, again, other) = (Drawn(seed: 1, count: 4), Drawn(seed: 1, count: 4), Drawn(seed: 2, count: 4));
        int[] records = [.. Enumerable.Range(100, 50)];
        var backwards = records.Reverse().ToDictionary(static record => record, record => string.Join(' ', Shown(again, record)));

        Assert.All(records, record => Assert.Equal(string.Join(' ', Shown(one, record)), backwards[record]));
        Assert.True(backwards.Values.Distinct().Count() > 40);
        Assert.Contains(records, record => !Shown(one, record).SequenceEqual(Shown(other, record)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(10)]
    public void For_Drawn_NoneTwiceAndNeverItself(int count)
    {
        var pool = Drawn(seed: 7, count);

        Assert.All(Enumerable.Range(0, 200), record =>
        {
            int[] shown = [.. Shown(pool, record)];
            Assert.Equal(record < 10 ? Math.Min(count, 9) : count, shown.Length);
            Assert.Equal(shown.Length, shown.Distinct().Count());
            Assert.DoesNotContain(record, shown);
        });
    }

    [Fact]
    public void For_Drawn_EachExampleComesEquallyOften()
    {
        var pool = Drawn(seed: 20261, count: 3);

        var counts = new int[10];
        foreach (var place in Enumerable.Range(1000, 10_000).SelectMany(record => Shown(pool, record)))
        {
            counts[place]++;
        }

        // Binomial(10,000, 0.3): mean 3,000, standard deviation sqrt(10,000 * 0.3 * 0.7) = 45.8; five of them are 229.
        Assert.All(counts, static count => Assert.InRange(count, 3_000 - 229, 3_000 + 229));
    }

    // By a shuffle in Python over SplitMix64, seeded by the first eight bytes of the SHA-256 of {"n":100}.
    [Fact]
    public void For_Drawn_IsTheSameInEveryVersion() => Assert.Equal([5, 1, 9, 8, 3], Shown(Drawn(FewShotSettings.UsualSeed, count: 5), 100));

    [Fact]
    public void Of_TaskWithSamplesOfItsOwn_ShowsNone() =>
        Assert.Empty(FewShotPool.Of(new(1, [JsonElement.Parse(Record(3))], "train"), Ten).For(JsonElement.Parse(Record(50))));

    private static FewShotPool Drawn(int seed, int count) => FewShotPool.Of(new(count, [], "train") { IsDrawn = true, Seed = seed }, Ten);

    private static IEnumerable<int> Shown(FewShotPool pool, int record) =>
        pool.For(JsonElement.Parse(Record(record))).Select(static example => example.GetProperty("n").GetInt32());

    private static string Record(int n) => $$"""{"n": {{n}}}""";
}
