using BenchHub.Evaluation.Formats;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Formats;

public sealed class TextLinesTests
{
    [Theory]
    [InlineData("a\nb", "1:a 2:b")]
    [InlineData("a\r\nb\r\n", "1:a 2:b")]
    [InlineData("a\rb\r", "1:a 2:b")]
    [InlineData("\uFEFFa\n\n \t\nb", "1:a 4:b")]
    [InlineData("a\r\n\r\nb", "1:a 3:b")]
    [InlineData("a\n\rb", "1:a 3:b")]
    [InlineData("\uFEFF", "")]
    [InlineData("", "")]
    public async Task ReadAsync_AnyLineEnd_NumbersTheLinesThatHoldSomething(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', await Lines(new StringReader(text))));

    // However the text arrives, a line that spans two reads and a CRLF cut in two stay whole.
    [Fact]
    public async Task ReadAsync_TextInPieces_GivesTheSameLines()
    {
        var text = string.Concat(Enumerable.Range(0, 200).Select(static i => $"line {i}" + (i % 3) switch { 0 => "\n", 1 => "\r\n", _ => "\r" }));

        Assert.Equal(await Lines(new StringReader(text)), await Lines(new PieceReader(text, 1)));
        Assert.Equal(await Lines(new StringReader(text)), await Lines(new PieceReader(text, 7)));
        Assert.Equal(200, (await Lines(new PieceReader(text, 3))).Count);
    }

    [Fact]
    public void ReadAsync_AnyText_AgreesWithTheFrameworksLines()
    {
        var texts = Gen.Elements("a", "bc", "\n", "\r", "\r\n", " ", "\uFEFF", "\u2028").ListOf().Select(static parts => "x" + string.Concat(parts));

        Property.Holds(texts, static text =>
        {
            var expected = new List<string>();
            using var reader = new StringReader(text);
            for (var number = 1; reader.ReadLine() is { } line; number++)
            {
                if (!string.IsNullOrWhiteSpace(line))
                {
                    expected.Add($"{number}:{line}");
                }
            }

            return expected.SequenceEqual(Lines(new PieceReader(text, 2)).GetAwaiter().GetResult());
        });
    }

    [Fact]
    public async Task ReadAsync_LongestLine_IsRead() => Assert.Single(await Lines(new StringReader(new string('x', TextLines.Longest) + "\n")));

    [Fact]
    public async Task ReadAsync_LongerLine_IsRefusedWithoutReadingItAll()
    {
        var endless = new EndlessReader();

        var refused = await Assert.ThrowsAsync<MalformedInputException>(() => Lines(endless));

        Assert.Equal("f, line 1: The line is longer than 16777216 characters.", refused.Message);
        Assert.InRange(endless.Served, TextLines.Longest, TextLines.Longest + 200_000);
    }

    private static async Task<List<string>> Lines(TextReader reader)
    {
        var lines = new List<string>();
        await foreach (var line in TextLines.ReadAsync(reader, "f"))
        {
            lines.Add($"{line.Number}:{line.Text}");
        }

        return lines;
    }

    private sealed class PieceReader(string text, int piece) : TextReader
    {
        private int _position;

        public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
        {
            var count = Math.Min(piece, Math.Min(buffer.Length, text.Length - _position));
            text.AsSpan(_position, count).CopyTo(buffer.Span);
            _position += count;
            return ValueTask.FromResult(count);
        }
    }

    private sealed class EndlessReader : TextReader
    {
        public long Served { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill('x');
            Served += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
