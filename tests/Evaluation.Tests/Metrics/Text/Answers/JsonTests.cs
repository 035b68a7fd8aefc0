using BenchHub.Evaluation.Metrics.Text;

namespace BenchHub.Evaluation.Tests.Metrics.Text.Answers;

public sealed class JsonTests
{
    [Theory]
    [InlineData("json_valid", "{\"a\": [1, 2.5e3, null, true]}", 1)]
    [InlineData("json_valid", " 1 ", 1)]
    [InlineData("json_valid", "", 0)]
    [InlineData("json_valid", "{\"a\": 1,}", 0)]
    [InlineData("json_valid", "{} {}", 0)]
    [InlineData("json_valid", "\"\\ud800\"", 1)]
    [InlineData("json_valid", "```json\n{}\n```", 0)]
    [InlineData("json_valid(fenced=true)", "```json\n{}\n```", 1)]
    [InlineData("json_valid(fenced=true)", "{}", 1)]
    [InlineData("json_valid(fenced=true)", "```", 0)]
    public void Valid_Text_IsJsonOrNot(string metric, string answer, double score) => Assert.Equal(score, Scoring.Score(metric, answer, "x"));

    [Fact]
    public void Valid_LoneSurrogate_IsNoJson() => Assert.Equal(0, Scoring.Score("json_valid", "\"\uD800\"", "x"));

    [Theory]
    [InlineData(256, 1)]
    [InlineData(257, 0)]
    [InlineData(500_000, 0)]
    public void Valid_Depth_IsBounded(int depth, double score) =>
        Assert.Equal(score, Scoring.Score("json_valid", new string('[', depth) + new string(']', depth), "x"));

    [Theory]
    [InlineData("{\"a\": 1, \"b\": [1, 2]}", "{\"b\": [1.0, 2e0], \"a\": 1}", 1)]
    [InlineData("[1, 2]", "[2, 1]", 0)]
    [InlineData("\"1\"", "1", 0)]
    [InlineData("nothing", "1", 0)]
    public void Equal_Values_AreComparedByMeaning(string answer, string reference, double score) =>
        Assert.Equal(score, Scoring.Score("json_equal", answer, "null", reference));

    [Fact]
    public void Equal_ReferenceIsNoJson_IsNamed() => Assert.Equal(
        "The reference '{' of json_equal is not JSON.", Assert.Throws<InvalidReferenceException>(static () => Scoring.Score("json_equal", "1", "{")).Message);

    [Theory]
    [InlineData("true", "1", 1)]
    [InlineData("false", "1", 0)]
    [InlineData("{}", "no", 0)]
    [InlineData("{\"type\":\"integer\"}", "1.0", 1)]
    [InlineData("{\"type\":\"integer\"}", "1.5", 0)]
    [InlineData("{\"type\":\"integer\"}", "1e400", 0)]
    [InlineData("{\"type\":\"number\"}", "1.5", 1)]
    [InlineData("{\"type\":[\"null\",\"boolean\"]}", "true", 1)]
    [InlineData("{\"type\":[\"null\",\"boolean\"]}", "null", 1)]
    [InlineData("{\"type\":[\"null\",\"boolean\"]}", "\"x\"", 0)]
    [InlineData("{\"type\":\"object\"}", "[]", 0)]
    [InlineData("{\"type\":\"array\"}", "[]", 1)]
    [InlineData("{\"enum\":[1,\"a\"]}", "1.0", 1)]
    [InlineData("{\"enum\":[1,\"a\"]}", "2", 0)]
    [InlineData("{\"const\":{\"a\":1}}", "{\"a\":1}", 1)]
    [InlineData("{\"minimum\":2,\"maximum\":3}", "3", 1)]
    [InlineData("{\"minimum\":2,\"maximum\":3}", "1.999", 0)]
    [InlineData("{\"minimum\":2,\"maximum\":3}", "3.001", 0)]
    [InlineData("{\"exclusiveMinimum\":2,\"exclusiveMaximum\":3}", "2", 0)]
    [InlineData("{\"exclusiveMinimum\":2,\"exclusiveMaximum\":3}", "3", 0)]
    [InlineData("{\"exclusiveMinimum\":2,\"exclusiveMaximum\":3}", "2.5", 1)]
    [InlineData("{\"maximum\":1e300}", "1e301", 0)] // beyond decimals
    [InlineData("{\"maximum\":3}", "\"text\"", 1)]
    [InlineData("{\"multipleOf\":0.1}", "0.3", 1)] // exact, where doubles would not be
    [InlineData("{\"multipleOf\":0.1}", "0.35", 0)]
    [InlineData("{\"multipleOf\":0}", "1", 0)]
    [InlineData("{\"multipleOf\":0}", "0", 1)]
    [InlineData("{\"multipleOf\":1e30}", "1e30", 1)]
    [InlineData("{\"minLength\":2,\"maxLength\":2}", "\"😀가\"", 1)]
    [InlineData("{\"minLength\":2}", "\"a\"", 0)]
    [InlineData("{\"maxLength\":1}", "\"ab\"", 0)]
    [InlineData("{\"pattern\":\"^a+$\"}", "\"aaa\"", 1)]
    [InlineData("{\"pattern\":\"^a+$\"}", "\"ab\"", 0)]
    [InlineData("{\"pattern\":\"^a+$\"}", "7", 1)]
    [InlineData("{\"minItems\":1,\"maxItems\":2}", "[]", 0)]
    [InlineData("{\"minItems\":1,\"maxItems\":2}", "[1,2,3]", 0)]
    [InlineData("{\"minItems\":1,\"maxItems\":2}", "[1]", 1)]
    [InlineData("{\"uniqueItems\":true}", "[1,1.0]", 0)]
    [InlineData("{\"uniqueItems\":true}", "[{\"a\":1,\"b\":[2]},{\"b\":[2],\"a\":1}]", 0)]
    [InlineData("{\"uniqueItems\":true}", "[1,\"1\",true,false,null,[1],[1,2]]", 1)]
    [InlineData("{\"uniqueItems\":false}", "[1,1]", 1)]
    [InlineData("{\"uniqueItems\":true}", "1", 1)]
    [InlineData("{\"items\":{\"type\":\"string\"}}", "[\"a\",1]", 0)]
    [InlineData("{\"items\":{\"type\":\"string\"}}", "[\"a\"]", 1)]
    [InlineData("{\"prefixItems\":[{\"type\":\"number\"}],\"items\":false}", "[1]", 1)]
    [InlineData("{\"prefixItems\":[{\"type\":\"number\"}],\"items\":false}", "[1,2]", 0)]
    [InlineData("{\"prefixItems\":[{\"type\":\"number\"}]}", "[\"a\"]", 0)]
    [InlineData("{\"minProperties\":1,\"maxProperties\":1}", "{}", 0)]
    [InlineData("{\"minProperties\":1,\"maxProperties\":1}", "{\"a\":1,\"b\":2}", 0)]
    [InlineData("{\"required\":[\"a\"]}", "{\"a\":null}", 1)]
    [InlineData("{\"required\":[\"a\"]}", "{\"b\":1}", 0)]
    [InlineData("{\"required\":[\"a\"]}", "[]", 1)]
    [InlineData("{\"properties\":{\"a\":{\"type\":\"string\"}}}", "{\"a\":1}", 0)]
    [InlineData("{\"properties\":{\"a\":{\"type\":\"string\"}}}", "{\"b\":1}", 1)]
    [InlineData("{\"properties\":{\"a\":true},\"additionalProperties\":false}", "{\"a\":1,\"b\":1}", 0)]
    [InlineData("{\"properties\":{\"a\":true},\"additionalProperties\":{\"type\":\"number\"}}", "{\"a\":\"x\",\"b\":1}", 1)]
    [InlineData("{\"additionalProperties\":false}", "{\"b\":1}", 0)]
    [InlineData("{\"allOf\":[{\"minimum\":1},{\"maximum\":2}]}", "3", 0)]
    [InlineData("{\"anyOf\":[{\"minimum\":5},{\"maximum\":2}]}", "1", 1)]
    [InlineData("{\"anyOf\":[{\"minimum\":5},{\"maximum\":2}]}", "3", 0)]
    [InlineData("{\"oneOf\":[{\"minimum\":1},{\"maximum\":2}]}", "1.5", 0)]
    [InlineData("{\"oneOf\":[{\"minimum\":1},{\"maximum\":2}]}", "3", 1)]
    [InlineData("{\"not\":{\"type\":\"string\"}}", "\"a\"", 0)]
    [InlineData("{\"$ref\":\"#/$defs/a~1b\",\"$defs\":{\"a/b\":{\"type\":\"number\"}}}", "1", 1)]
    [InlineData("{\"properties\":{\"next\":{\"$ref\":\"#\"}},\"required\":[\"v\"]}", "{\"v\":1,\"next\":{\"v\":2}}", 1)]
    [InlineData("{\"properties\":{\"next\":{\"$ref\":\"#\"}},\"required\":[\"v\"]}", "{\"v\":1,\"next\":{}}", 0)]
    [InlineData("{\"title\":\"t\",\"format\":\"date\",\"type\":\"string\"}", "\"no date\"", 1)]
    public void Schema_Value_IsAllowedOrNot(string schema, string answer, double score) => Assert.Equal(score, Scoring.Score("json_schema", answer, schema));

    [Theory]
    [InlineData("{", "is not JSON.")]
    [InlineData("1", "has no schema at #, where an object, true or false should stand.")]
    [InlineData("{\"if\":true}", "uses 'if' at #/if, which is not supported; supported are ")]
    [InlineData("{\"properties\":{\"a\":{\"dependentSchemas\":{}}}}", "uses 'dependentSchemas' at #/properties/a/dependentSchemas, which is not supported; ")]
    [InlineData("{\"type\":\"text\"}", "has something else than the name of a type or a list of them at #/type.")]
    [InlineData("{\"minLength\":-1}", "has something else than a whole number from 0 at #/minLength.")]
    [InlineData("{\"allOf\":[1]}", "has no schema at #/allOf/0, where an object, true or false should stand.")]
    [InlineData("{\"items\":1}", "has no schema at #/items, where an object, true or false should stand.")]
    [InlineData("{\"$defs\":[]}", "has no object at #/$defs.")]
    [InlineData("{\"$ref\":1}", "has no text at #/$ref.")]
    [InlineData("{\"$ref\":\"http://example.org/s\"}", "refers to 'http://example.org/s', which is no schema within it; write it like #/$defs/name.")]
    [InlineData("{\"$ref\":\"#/$defs/a\"}", "refers to '#/$defs/a', which is no schema within it; write it like #/$defs/name.")]
    [InlineData("{\"$ref\":\"#\"}", "refers to itself without end, or takes too many steps to check.")]
    public void Schema_NotOneOfOurs_IsNamed(string schema, string reason) => Assert.StartsWith(
        $"The reference '{(schema.Length > 80 ? schema[..80] + "…" : schema)}' of json_schema {reason}",
        Assert.Throws<InvalidReferenceException>(() => Scoring.Score("json_schema", "1", schema)).Message);

    // Each definition asks for the next one twice: 2^40 checks.
    [Fact]
    public void Schema_ThatDoublesAtEachStep_IsRefusedInTime()
    {
        var definitions = string.Join(',', Enumerable.Range(0, 40).Select(static i =>
            $"\"d{i}\":{{\"allOf\":[{{\"$ref\":\"#/$defs/d{i + 1}\"}},{{\"$ref\":\"#/$defs/d{i + 1}\"}}]}}"));
        var schema = $"{{\"$ref\":\"#/$defs/d0\",\"$defs\":{{{definitions},\"d40\":true}}}}";
        Assert.Throws<InvalidReferenceException>(() => Scoring.Score("json_schema", "1", schema));
    }
}
