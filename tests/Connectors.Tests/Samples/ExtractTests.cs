using BenchHub.SampleRag;

namespace BenchHub.Connectors.Tests.Samples;

public sealed class ExtractTests
{
    private static readonly Hit[] Hits =
    [
        new(new("1", "", "Wings lift. Flow past a wing is 3.5 m/s!\nHeat flows"), 2),
        new(new("2", "", "The wing of a flow. 날개가 있다。열도 있다"), 1),
    ];

    [Fact]
    public void Sentences_MarksAndLines_EndThem() => Assert.Equal(
        ["Wings lift.", "Flow past a wing is 3.5 m/s!", "Heat flows"], Extract.Sentences(Hits[0].Document.Text));

    // Words in common with "flow wing": 0, 2, 0 and 2, so the first of the two; with "열도 있다": 0, 0, 0, 0, 1, 2.
    [Theory]
    [InlineData("flow wing", "Flow past a wing is 3.5 m/s!")]
    [InlineData("the flow of wing", "The wing of a flow.")]
    [InlineData("열도 있다", "열도 있다")]
    public void Answer_Question_IsTheSentenceThatSharesMostWords(string question, string answer) => Assert.Equal(answer, Extract.Answer(question, Hits));

    [Fact]
    public void Answer_NothingFound_IsEmpty() => Assert.Equal("", Extract.Answer("x", []));
}
