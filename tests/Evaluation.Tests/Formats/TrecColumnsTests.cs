using System.Text;
using BenchHub.Evaluation.Formats;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Formats;

public sealed class TrecColumnsTests
{
    [Theory]
    [InlineData("a b\nc", "1:a|b 2:c")]
    [InlineData("a\tb \r\n\r\n \v\f\nc\rd", "1:a|b 4:c 5:d")]
    [InlineData("# a b\n  # c\nd#", "3:d#")]
    [InlineData("\0 \u00A0\n", "1:\0|\u00A0")]
    [InlineData("", "")]
    [InlineData("\n\n", "")]
    public void Next_LinesAndBlanksOfAnyKind_GivesTheColumns(string text, string expected) => Assert.Equal(expected, Read(text));

    // The bitmap of 64 bytes ends anywhere in a line, and so does the text.
    [Fact]
    public void Next_ColumnsOfAnyLength_AreCutAsASplitCutsThem()
    {
        var words = Gen.Elements("a", "doc0000001", new string('x', 63), new string('y', 64), new string('z', 200), " ", "\t", "\n", "\n\n", "  ");

        Property.Holds(words.ListOf(), static parts =>
        {
            var text = string.Concat(parts);
            var expected = text.Split('\n')
                .Select(static (line, i) => (Number: i + 1, Columns: line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)))
                .Where(static line => line.Columns.Length > 0)
                .Select(static line => $"{line.Number}:{string.Join('|', line.Columns)}");
            return string.Equals(string.Join(' ', expected), Read(text), StringComparison.Ordinal);
        }, tests: 1_000);
    }

    [Fact]
    public void NextLine_LineHalfRead_GoesOnBehindIt()
    {
        var columns = new TrecColumns("a b c\nd"u8, linesBefore: 10);

        Assert.True(columns.NextLine(out var a));
        Assert.True(columns.NextLine(out var d));
        Assert.Equal((new Column(0, 1), new Column(6, 1), 12), (a, d, columns.Line));
        Assert.Equal(default, columns.Next());
        Assert.False(columns.NextLine(out _));
    }

    private static string Read(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var columns = new TrecColumns(bytes, linesBefore: 0);
        var lines = new List<string>();
        while (columns.NextLine(out var column))
        {
            var line = new List<string>();
            for (; column.Length > 0; column = columns.Next())
            {
                line.Add(Encoding.UTF8.GetString(bytes, column.Start, column.Length));
            }

            lines.Add($"{columns.Line}:{string.Join('|', line)}");
        }

        return string.Join(' ', lines);
    }
}
