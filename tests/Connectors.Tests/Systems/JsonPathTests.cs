using System.Text.Json;
using BenchHub.Connectors.Systems;

namespace BenchHub.Connectors.Tests.Systems;

public sealed class JsonPathTests
{
    private static readonly JsonElement Root =
        JsonElement.Parse("""{"data":{"hits":[{"id":1},{"id":[[2,3]]}],"":4},"a b":5}""");

    [Theory]
    [InlineData("data.hits[0].id", "1")]
    [InlineData("data.hits[1].id[0][1]", "3")]
    [InlineData("a b", "5")]
    public void TryFind_PathThatExists_FindsIt(string path, string json)
    {
        Assert.True(JsonPath.Parse(path).TryFind(Root, out var found, out _));
        Assert.Equal(json, found.GetRawText());
    }

    [Fact]
    public void TryFind_EmptyPath_IsTheValueItself()
    {
        Assert.True(JsonPath.Parse("").TryFind(Root, out var found, out _));
        Assert.Equal(Root, found);
    }

    [Fact]
    public void TryFind_PositionFirst_LooksIntoAList()
    {
        Assert.True(JsonPath.Parse("[1].x").TryFind(JsonElement.Parse("""[0,{"x":7}]"""), out var found, out _));
        Assert.Equal(7, found.GetInt32());
    }

    [Theory]
    [InlineData("hits", "it has no field 'hits'")]
    [InlineData("[0]", "it has no element [0]")]
    [InlineData("data.docs.id", "'data' has no field 'docs'")]
    [InlineData("data.hits[2]", "'data.hits' has no element [2]")]
    [InlineData("data.hits.id", "'data.hits' has no field 'id'")]
    [InlineData("data.hits[0].id.x", "'data.hits[0].id' has no field 'x'")]
    public void TryFind_PathThatDoesNotExist_SaysHowFarItLeads(string path, string missing)
    {
        Assert.False(JsonPath.Parse(path).TryFind(Root, out _, out var said));
        Assert.Equal(missing, said);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("a.")]
    [InlineData(".a")]
    [InlineData("a..b")]
    [InlineData("a[")]
    [InlineData("a[]")]
    [InlineData("a[-1]")]
    [InlineData("a[x]")]
    [InlineData("a[0]b")]
    [InlineData("a]0[")]
    [InlineData("a.[0]")]
    [InlineData("a[99999999999]")]
    public void Parse_NoPath_SaysSo(string text) => Assert.Equal(
        $"'{text}' is not a path; write field names and positions such as data.hits or data[0].embedding.",
        Assert.Throws<FormatException>(() => JsonPath.Parse(text)).Message);
}
