using BenchHub.Evaluation.Formats.Outputs;

namespace BenchHub.Evaluation.Tests.Formats.Outputs;

public sealed class ItemMatcherTests
{
    [Fact]
    public void Find_PlacesAndSharedFields_WhatWasAskedDecides()
    {
        var matcher = Matcher(Asked("0", 0, """{"question": "b", "answer": "2"}"""), """{"question": "a", "answer": "1"}""", """{"answer": "2.0", "question": "\u0062"}""", """{"answer": "2", "question": "\u0062"}""");

        Assert.Equal("3", matcher.Find("s", Asked("0", 0, """{"question": "b", "answer": "2"}""")));
        Assert.Null(matcher.Find("s", Asked("1", 1, """{"question": "c", "answer": "2"}""")));
    }

    [Fact]
    public void Find_ItemsThatAskTheSame_AreTakenInTurnBySystem()
    {
        const string Same = """{"q": "a"}""";
        var matcher = Matcher(Asked("0", 0, Same), Same, Same);

        // Items 1 and 2 ask the same; the file's 5 comes first, and a second filter repeats it; 9 is one too many.
        Assert.Equal(["1", "2", "1", null, "1"], new[] { ("s", "5"), ("s", "7"), ("s", "5"), ("s", "9"), ("t", "7") }
            .Select(one => matcher.Find(one.Item1, Asked(one.Item2, 0, Same))));
    }

    [Fact]
    public void Find_NoSharedFields_PlaceOrIdDecides()
    {
        var places = Matcher(Asked("1", 1, """{"x": 1}"""), """{"q": "a"}""", """{"q": "b"}""");
        var names = Matcher(Asked("2", null, null), """{"q": "a"}""", """{"q": "b"}""");

        Assert.Equal(["2", null], new[] { 1, 2 }.Select(place => places.Find("s", Asked($"{place}", place, """{"x": 1}"""))));
        Assert.Equal(["2", null], new[] { "2", "0" }.Select(id => names.Find("s", Asked(id, null, null))));
    }

    private static ToolAnswer Asked(string id, int? position, string? record) =>
        new("", id, 1) { Position = position, Question = ToolQuestion.None with { Record = record } };

    // Items are called 1, 2 … as in a dataset whose records have no ids.
    private static ItemMatcher Matcher(ToolAnswer sample, params string[] records)
    {
        var matcher = new ItemMatcher(sample);
        foreach (var (record, i) in records.Select(static (record, i) => (record, i)))
        {
            matcher.Add($"{i + 1}", record);
        }

        return matcher;
    }
}
