using BenchHub.Evaluation.Formats;
using BenchHub.Evaluation.Tests.Golden;

namespace BenchHub.Evaluation.Tests.Formats;

public sealed class BeirFormatsTests
{
    [Fact]
    public async Task Corpus_NumbersAsIdsAndMissingTitles_AreRead() => Assert.Equal(
        [new("1", "T", "text"), new("12", "", "본문"), new("a b", "", "")],
        await Corpus("""
            {"_id":"1","title":"T","text":"text","metadata":{"x":[1]}}

            {"_id":12,"title":null,"text":"본문"}
            {"_id":"a b","text":""}
            """));

    [Theory]
    [InlineData("""{"_id":"1","text":"x"}""" + "\n{\"_id\":", 2, "This is not valid JSON (near character 8).")]
    [InlineData("[1]", 1, "Expected a JSON object on each line.")]
    [InlineData("""{"text":"x"}""", 1, "The field \"_id\" is missing.")]
    [InlineData("""{"_id":" ","text":"x"}""", 1, "The field \"_id\" must be a string that is not empty, or a number.")]
    [InlineData("""{"_id":true,"text":"x"}""", 1, "The field \"_id\" must be a string that is not empty, or a number.")]
    [InlineData("""{"_id":"1"}""", 1, "The field \"text\" is missing.")]
    [InlineData("""{"_id":"1","text":5}""", 1, "The field \"text\" must be a string.")]
    [InlineData("""{"_id":"1","text":"\ud800"}""", 1, "The field \"text\" is not valid Unicode (half of a surrogate pair).")]
    [InlineData("""{"_id":"1","text":"x"}""" + "\n" + """{"_id":1,"text":"x"}""", 2, "The document '1' stands twice in the corpus.")]
    public async Task Corpus_Malformed_NamesFileLineAndReason(string text, int line, string reason) => Assert.Equal(
        $"corpus.jsonl, line {line}: {reason}", (await Assert.ThrowsAsync<MalformedInputException>(() => Corpus(text))).Message);

    [Fact]
    public async Task Queries_RepeatedId_IsRefused() => Assert.Equal(
        "queries.jsonl, line 2: The query '1' stands twice in the file.",
        (await Assert.ThrowsAsync<MalformedInputException>(() => Queries("""{"_id":"1","text":"a"}""" + "\n" + """{"_id":"1","text":"b"}"""))).Message);

    [Theory]
    [InlineData("query-id\tcorpus-id\tscore\n1\td 1\t2\n1\td2\t1.0\n")]
    [InlineData("\uFEFFQuery-ID\tcorpus-id\tscore\r\n1\td 1\t2\r\n1\t d2\t 1 ")]
    [InlineData("1\td 1\t2\n1\td2\t1")]
    public async Task Qrels_WithAndWithoutHeader_AreRead(string text) => Assert.Equal([new("1", "d 1", 2), new("1", "d2", 1)], await Qrels(text));

    [Theory]
    [InlineData("1 d1 2", 1, "Expected 3 tab-separated columns (query-id, corpus-id, score) and found 1.")]
    [InlineData("1\t0\td1\t2", 1, "Expected 3 tab-separated columns (query-id, corpus-id, score) and found 4.")]
    [InlineData("query-id\tcorpus-id\tscore\n1\td1\thigh", 2, "The grade 'high' is not a whole number.")]
    [InlineData("1\td1\t1\nquery-id\tcorpus-id\tscore", 2, "The grade 'score' is not a whole number.")]
    [InlineData("1\td1\t.0", 1, "The grade '' is not a whole number.")]
    [InlineData("1\t\t1", 1, "The corpus-id is empty.")]
    [InlineData("1\td1\t1\n1\td1\t1", 2, "The document 'd1' is judged twice for query '1'.")]
    public async Task Qrels_Malformed_NamesFileLineAndReason(string text, int line, string reason) => Assert.Equal(
        $"test.tsv, line {line}: {reason}", (await Assert.ThrowsAsync<MalformedInputException>(() => Qrels(text))).Message);

    [Fact]
    public async Task Lines_Written_ReadBack()
    {
        var document = new Document("d\"1\"", "제목\t\\", "two\nlines  \U0001F600");
        var query = new Query("q 1", "질문 <b>&amp;");
        var judgement = new Judgement("q 1", "d 1", -1);

        Assert.Equal([document], await Corpus(BeirCorpus.Line(document)));
        Assert.Equal([query], await Queries(BeirQueries.Line(query)));
        Assert.Equal([judgement], await Qrels(BeirQrels.Header + "\n" + BeirQrels.Line(judgement)));
        Assert.Contains("제목", BeirCorpus.Line(document), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\tb")]
    [InlineData(" a")]
    [InlineData("")]
    public void QrelsLine_IdThatTheFormatCannotHold_IsRefused(string id) =>
        Assert.Equal(id, Assert.Throws<UnwritableIdException>(() => BeirQrels.Line(new("q", id, 1))).Id);

    // The counts stand in the collection's README.
    [Fact]
    public async Task Read_Cranfield_HasItsDocumentsQueriesAndJudgements()
    {
        using var corpus = File.OpenText(SharedFolder.Find("data/cranfield/corpus.jsonl"));
        using var queries = File.OpenText(SharedFolder.Find("data/cranfield/queries.jsonl"));
        using var qrels = File.OpenText(SharedFolder.Find("data/cranfield/qrels/test.tsv"));

        Assert.Equal(1_400, (await BeirCorpus.ReadAsync(corpus, "corpus.jsonl").AllAsync()).Count);
        Assert.Equal(225, (await BeirQueries.ReadAsync(queries, "queries.jsonl").AllAsync()).Count);
        var judged = await BeirQrels.ReadAsync(qrels, "test.tsv").ByQueryAsync();
        Assert.Equal((225, 1_837), (judged.Count, judged.Values.Sum(static query => query.Count)));
    }

    private static Task<List<Document>> Corpus(string text) => BeirCorpus.ReadAsync(new StringReader(text), "corpus.jsonl").AllAsync();

    private static Task<List<Query>> Queries(string text) => BeirQueries.ReadAsync(new StringReader(text), "queries.jsonl").AllAsync();

    private static Task<List<Judgement>> Qrels(string text) => BeirQrels.ReadAsync(new StringReader(text), "test.tsv").AllAsync();
}
