using System.Text;
using System.Text.Json.Nodes;
using BenchHub.Connectors.Systems;

namespace BenchHub.Connectors.Tests.Systems;

public sealed class RequestTemplateTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("quote \" backslash \\ line\nbreak \u0001")]
    [InlineData("{{query}} {{top_k}} {{")]
    [InlineData("날개 😀")]
    [InlineData("")]
    public void Body_AnyQuery_IsAJsonStringAgain(string query)
    {
        var body = JsonNode.Parse(RequestTemplate.Body("""{"a":{"b":{{query}}},"n":[{{top_k}},{{top_k}}]}""", query, 42))!;

        Assert.Equal(query, (string?)body["a"]!["b"]);
        Assert.Equal([42, 42], body["n"]!.AsArray().GetValues<int>());
    }

    [Fact]
    public void Body_Hangul_IsNotEscaped() =>
        Assert.Equal("\"날개\"", Encoding.UTF8.GetString(RequestTemplate.Body("{{query}}", "날개", 1)));

    [Fact]
    public void Body_HalfACharacter_IsReplaced() => Assert.Equal(
        "a\uFFFDb", (string?)JsonNode.Parse(RequestTemplate.Body("{{query}}", "a\ud800b", 1)));

    [Fact]
    public void Path_ReservedCharacters_AreEncoded() =>
        Assert.Equal("/s?q=a%2Fb%3Fc%26d%3D%20%25&k=3", RequestTemplate.Path("/s?q={{query}}&k={{top_k}}", "a/b?c&d= %", 3));

    [Theory]
    [InlineData("""{"q":{{query}}}""", null)]
    [InlineData("""{{query}}""", null)]
    [InlineData("""{"q":"x"}""", "The body does not hold {{query}}, so every call would ask the same.")]
    [InlineData("""{"q":"{{query}}"}""", "The body is not JSON once {{query}} is replaced by a quoted text and {{top_k}} by a number: ")]
    [InlineData("""{"q":{{query}}""", "The body is not JSON once ")]
    [InlineData("""{"q":{{query}},"k":{{topk}}}""", "The body is not JSON once ")]
    public void Problem_Template_IsToldApart(string template, string? sentence)
    {
        var problem = RequestTemplate.Problem(template);

        Assert.Equal(sentence is null, problem is null);
        Assert.StartsWith(sentence ?? "", problem ?? "");
    }
}
