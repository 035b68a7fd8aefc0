using System.Text.Json;
using BenchHub.Evaluation.Tasks;

namespace BenchHub.Evaluation.Tests.Tasks;

public sealed class RecordKeyTests
{
    [Theory]
    [InlineData("""{"q": "a", "n": {"x": 1, "y": [2]}}""", """{"n":{"y":[2],"x":1},"q":"\u0061"}""")]
    [InlineData("""{"id": 1, "q": "a"}""", """{"_id": "x", "q": "a", "task_id": 7}""")]
    public void Of_SameContentInOtherWords_IsEqual(string one, string other) => Assert.Equal(Key(one), Key(other));

    [Theory]
    [InlineData("""{"q": "a"}""", """{"q": "b"}""")]
    [InlineData("""{"q": "a"}""", """{"q": "a", "r": null}""")]
    [InlineData("""{"q": [1, 2]}""", """{"q": [2, 1]}""")]
    [InlineData("""{"q": {"id": 1}}""", """{"q": {"id": 2}}""")]
    [InlineData("""{"q": "\ud800"}""", """{"q": "\ud801"}""")]
    public void Of_OtherContent_IsDifferent(string one, string other) => Assert.NotEqual(Key(one), Key(other));

    private static RecordKey Key(string json) => RecordKey.Of(JsonElement.Parse(json));
}
