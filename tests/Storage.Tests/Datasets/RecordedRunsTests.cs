using BenchHub.Storage.Datasets;

namespace BenchHub.Storage.Tests.Datasets;

public abstract class RecordedRunsTests(StorageProvider provider, PostgresCluster postgres) : OnDatabase(provider, postgres)
{
    private RecordedRuns Runs => new(Database);

    private static (string, IReadOnlyList<(string, double)>) Answers(string query, params (string, double)[] answers) => (query, answers);

    [Fact]
    public async Task Read_SomeQueries_GivesTheirAnswersToTheLastBit()
    {
        await using var draft = await Runs.Begin("sys", Ct);
        await draft.AddAnswers([Answers("q1", ("d2", 0.1), ("d1", double.NaN), ("d3", -0.0)), Answers("q2")], Ct);
        await draft.AddAnswers([.. Enumerable.Range(0, 1000).Select(i => Answers($"more {i}", ("d", i)))], Ct);
        await draft.Seal(Ct);

        var read = await Runs.Read("sys", ["q1", "q2", "unknown", .. Enumerable.Range(0, 1000).Select(i => $"more {i}")], Ct);

        Assert.Equal(1002, read.Count);
        Assert.Equal(
            [("d2", 0.1), ("d1", double.NaN), ("d3", -0.0)],
            read["q1"].Select(a => (a.DocumentId, a.Score)));
        Assert.True(double.IsNegative(read["q1"][2].Score));
        Assert.Empty(read["q2"]);
        Assert.Equal(999, read["more 999"][0].Score);
        Assert.Empty(await Runs.Read("other", ["q1"], Ct));
    }

    [Fact]
    public async Task ReadOutputs_PartsOfAnItem_AreOneWithTheMeanOfTheirScores()
    {
        await using var draft = await Runs.Begin("sys", Ct);
        await draft.AddOutputs([("a", 1, Part("second", 0.0)), ("a", 0, Part("first", 1.0)), ("b\0", 0, new([], new Dictionary<string, double>(), "late", 3))], Ct);
        await draft.Seal(Ct);

        var read = await new RecordedOutputs(Database).Read("sys", ["a", "b\0", "c"], Ct);

        Assert.Equal(["first", "second"], read["a"].Outputs.Select(static output => output.Text));
        Assert.Equal((0.5, 4.0, null), (read["a"].Scores["imported:x"], read["a"].LatencyMilliseconds, read["a"].Error));
        Assert.Equal(("late", 2), (read["b\0"].Error, read.Count));
        await Assert.ThrowsAsync<InvalidDataException>(() => draft.AddOutputs([("a", 1, Part("again", 1.0))], Ct));

        static RecordedItem Part(string text, double score) => new([new(text)], new Dictionary<string, double> { ["imported:x"] = score }, null, 2);
    }

    [Fact]
    public async Task Seal_AnotherRun_ReplacesTheOneBefore_AndAnUnsealedOneIsDiscarded()
    {
        foreach (var score in new[] { 1.0, 2.0 })
        {
            await using var draft = await Runs.Begin("sys", Ct);
            await draft.AddAnswers([Answers("q1", ("d", score))], Ct);
            await draft.Seal(Ct);
        }

        await using (var draft = await Runs.Begin("sys", Ct))
        {
            await draft.AddAnswers([Answers("q1", ("d", 3))], Ct);
        }

        Assert.Equal(2, (await Runs.Read("sys", ["q1"], Ct))["q1"][0].Score);
        Assert.Equal(1, await Count("recorded_answers"));

        await Runs.Delete("sys", Ct);
        Assert.Equal(0, await Count("recorded_answers"));
    }

    [Fact]
    public async Task AddAnswers_QueryTwice_IsRefusedByNameAndNothingOfTheCallIsKept()
    {
        await using var draft = await Runs.Begin("sys", Ct);
        await draft.AddAnswers([Answers("q1", ("d", 1))], Ct);

        var across = await Assert.ThrowsAsync<InvalidDataException>(() => draft.AddAnswers([Answers("q2", ("d", 1)), Answers("q1", ("e", 1))], Ct));
        var within = await Assert.ThrowsAsync<InvalidDataException>(() => draft.AddAnswers([Answers("q3"), Answers("q3")], Ct));

        Assert.Equal("Query 'q1' has answers twice. Give all answers of a query together.", across.Message);
        Assert.Contains("'q3'", within.Message, StringComparison.Ordinal);
        Assert.Equal(1, await Count("recorded_answers"));
    }
}

public sealed class RecordedRunsOnSqliteTests(PostgresCluster postgres) : RecordedRunsTests(StorageProvider.Sqlite, postgres);

public sealed class RecordedRunsOnPostgresTests(PostgresCluster postgres) : RecordedRunsTests(StorageProvider.Postgres, postgres);
