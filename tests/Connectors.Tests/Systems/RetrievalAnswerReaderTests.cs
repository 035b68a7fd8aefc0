using System.Text;
using BenchHub.Connectors.Systems;
using BenchHub.Systems;

namespace BenchHub.Connectors.Tests.Systems;

public sealed class RetrievalAnswerReaderTests
{
    [Theory]
    [InlineData("""{"results":[{"id":"a","score":2},{"id":"b","score":-1e-3}]}""")]
    [InlineData("""[{"id":"a","score":2},{"id":"b","score":-0.001}]""")]
    [InlineData("""{"took":3,"results":[{"score":2.0,"text":5,"id":"a","more":{}},{"id":"b","score":-0.001}]}""")]
    [InlineData("\uFEFF[{\"id\":\"a\",\"score\":2},{\"id\":\"b\",\"score\":-0.001}]")]
    public void Read_DefaultShapes_AreAccepted(string json) =>
        Assert.Equal([new("a", 2, null), new("b", -0.001, null)], Read(json));

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"results":[]}""")]
    public void Read_EmptyList_IsNoDocument(string json) => Assert.Empty(Read(json));

    [Fact]
    public void Read_NumericIds_KeepTheirDigits() => Assert.Equal(
        ["12", "9007199254740993", "1.0"],
        Read("""[{"id":12},{"id":9007199254740993},{"id":1.0}]""").Select(d => d.Id));

    [Theory]
    [InlineData("""[{"id":"a"},{"id":"b"},{"id":"c"}]""")]
    [InlineData("""[{"id":"a","score":null},{"id":"b"},{"id":"c","score":null}]""")]
    public void Read_NoScoresAtAll_CountsDown(string json) => Assert.Equal([3, 2, 1], Read(json).Select(d => d.Score));

    [Fact]
    public void Read_MoreThanAsked_KeepsTheFirst() => Assert.Equal(
        [new("a", 2, null), new("b", 1, null)],
        Read("""[{"id":"a"},{"id":"b"},{"id":"a"},{"broken":1}]""", topK: 2));

    [Fact]
    public void Read_ListOfBareIds_NeedsEmptyPath() => Assert.Equal(
        ["x", "y"], Read("""["x","y"]""", new() { DocumentId = "" }).Select(d => d.Id));

    [Fact]
    public void Read_SameTextEveryWay_IsReadWhenAsked() => Assert.Equal(
        ["날개", null, null],
        new RetrievalAnswerReader(new() { Text = "passage" }, withText: true)
            .Read(Encoding.UTF8.GetBytes("""[{"id":1,"passage":"\ub0a0개"},{"id":2},{"id":3,"passage":5}]"""), 10).Select(d => d.Text));

    [Theory]
    [InlineData("", "it is not JSON: ")]
    [InlineData("{\"results\":[", "it is not JSON: ")]
    [InlineData("[] []", "it is not JSON: ")]
    [InlineData("[{\"id\":1,\"score\":NaN}]", "it is not JSON: ")]
    [InlineData("5", "it is neither a list nor has it a field 'results'; retrieve.results can name the path to the list")]
    [InlineData("{\"hits\":[]}", "it is neither a list nor has it a field 'results'; retrieve.results can name the path to the list")]
    [InlineData("{\"results\":{}}", "'results' is an object, not a list")]
    [InlineData("{\"results\":null}", "'results' is null, not a list")]
    [InlineData("[{\"docno\":\"a\"}]", "the document at rank 1 has no id: it has no field 'id' (retrieve.documentId is 'id')")]
    [InlineData("[\"a\"]", "the document at rank 1 has no id: it has no field 'id' (retrieve.documentId is 'id')")]
    [InlineData("[{\"id\":\"\"}]", "the id at rank 1 is empty")]
    [InlineData("[{\"id\":\"a\"},{\"id\":null}]", "the id at rank 2 is null, not a text or a number")]
    [InlineData("[{\"id\":true}]", "the id at rank 1 is true or false, not a text or a number")]
    [InlineData("[{\"id\":\"\\ud800\"}]", "the id at rank 1 is not valid Unicode text")]
    [InlineData("[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"a\"}]", "document 'a' stands at ranks 1 and 3")]
    [InlineData("[{\"id\":7},{\"id\":\"7\"}]", "document '7' stands at ranks 1 and 2")]
    [InlineData("[{\"id\":1,\"score\":\"0.5\"}]", "the score at rank 1 is \"0.5\", not a finite number")]
    [InlineData("[{\"id\":1,\"score\":\"NaN\"}]", "the score at rank 1 is \"NaN\", not a finite number")]
    [InlineData("[{\"id\":1,\"score\":1e999}]", "the score at rank 1 is 1e999, not a finite number")]
    [InlineData("[{\"id\":1,\"score\":[1]}]", "the score at rank 1 is [1], not a finite number")]
    [InlineData("[{\"id\":1,\"score\":1},{\"id\":2}]", "the document at rank 2 has no score (retrieve.score is 'score') while others have one")]
    [InlineData("[{\"id\":1},{\"id\":2},{\"id\":3,\"score\":1}]", "the document at rank 2 has no score (retrieve.score is 'score') while others have one")]
    public void Read_WrongAnswer_SaysWhere(string json, string sentence) =>
        Assert.StartsWith(sentence, Assert.Throws<AnswerFormatException>(() => Read(json)).Message);

    [Fact]
    public void Read_IdNotUtf8_SaysWhere() => Assert.Equal(
        "the id at rank 1 is not valid Unicode text",
        Assert.Throws<AnswerFormatException>(() => new RetrievalAnswerReader(new(), withText: false)
            .Read((byte[])[.. "[{\"id\":\""u8, 0xB3, 0xAF, .. "\"}]"u8], 10)).Message);

    [Fact]
    public void Read_MappedListMissing_NamesThePath() => Assert.Equal(
        "'data' has no field 'hits' (retrieve.results is 'data.hits')",
        Assert.Throws<AnswerFormatException>(() => Read("""{"data":{}}""", new() { Results = "data.hits" })).Message);

    [Fact]
    public void Read_DeepNesting_IsRefused() => Assert.StartsWith(
        "it is not JSON: ",
        Assert.Throws<AnswerFormatException>(() => Read(new string('[', 100_000))).Message);

    private static IReadOnlyList<RetrievedDocument> Read(string json, RetrieveMapping? mapping = null, int topK = 10) =>
        new RetrievalAnswerReader(mapping ?? new(), withText: false).Read(Encoding.UTF8.GetBytes(json), topK);
}
