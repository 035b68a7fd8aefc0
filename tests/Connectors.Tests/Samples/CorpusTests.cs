using BenchHub.SampleRag;

namespace BenchHub.Connectors.Tests.Samples;

public sealed class CorpusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_BeirFolder_ReadsIdsTitlesAndTexts()
    {
        _folder.Write("corpus.jsonl", """{"_id":"2","title":"날개","text":"유동"}""", "", """{"_id":"1","text":"heat"}""");

        Assert.Equal([new("1", "", "heat"), new("2", "날개", "유동")], Corpus.Load(_folder.Path).Documents);
    }

    [Theory]
    [InlineData("{\"_id\":\"1\"}", "{\"_id\"", ":2: not a JSON object with text fields: ")]
    [InlineData("{\"_id\":\"1\"}", "[1]", ":2: not a JSON object with text fields: ")]
    [InlineData("{\"_id\":\"1\"}", "{\"_id\":1}", ":2: not a JSON object with text fields: ")]
    [InlineData("{\"_id\":\"1\"}", "{\"text\":\"x\"}", ":2: the document has no _id.")]
    [InlineData("{\"_id\":\"1\"}", "{\"_id\":\"1\"}", ":2: the id '1' already stands in line 1.")]
    [InlineData("", " ", " has no documents.")]
    public void Load_WrongLine_NamesIt(string first, string second, string sentence)
    {
        var path = _folder.Write("corpus.jsonl", first, second);

        var refused = Assert.Throws<SampleRagException>(() => Corpus.Load(_folder.Path));

        Assert.StartsWith(path + sentence, refused.Message);
    }

    [Fact]
    public void Load_NoFile_SaysWhichFolder() =>
        Assert.Equal(
            $"There is no corpus.jsonl in {_folder.Path}.",
            Assert.Throws<SampleRagException>(() => Corpus.Load(_folder.Path)).Message);
}
