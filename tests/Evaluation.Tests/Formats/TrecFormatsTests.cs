using BenchHub.Evaluation.Formats;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Formats;

public sealed class TrecFormatsTests
{
    [Fact]
    public async Task Qrels_BlanksTabsCommentsAndNegativeGrades_AreRead() => Assert.Equal(
        [new("1", "d1", 2), new("1", "d2", -1), new("q2", "d1", -2), new("q2", "한글", 0)],
        await Qrels("# pool\n1 0 d1 2\r\n1\tQ0  d2   -1\n\n  q2 0 d1 -2 \nq2 x 한글 +0"));

    [Theory]
    [InlineData("1 0 d1 1\n1 0 d2", 2, "Expected 4 columns (query, iteration, document, grade) and found 3.")]
    [InlineData("1 0 d1 1 x", 1, "Expected 4 columns (query, iteration, document, grade) and found 5.")]
    [InlineData("1 0 d1 yes", 1, "The grade 'yes' is not a whole number.")]
    [InlineData("1 0 d1 1.5", 1, "The grade '1.5' is not a whole number.")]
    [InlineData("1 0 d1 99999999999", 1, "The grade '99999999999' is not a whole number.")]
    [InlineData("1 0 d1 1\n2 0 d1 1\n1 0 d1 1", 3, "The document 'd1' is judged twice for query '1'.")]
    public async Task Qrels_Malformed_NamesFileLineAndReason(string text, int line, string reason)
    {
        var refused = await Assert.ThrowsAsync<MalformedInputException>(() => Qrels(text));

        Assert.Equal(("qrels.txt", line, reason), (refused.File, refused.Line, refused.Reason));
        Assert.Equal($"qrels.txt, line {line}: {reason}", refused.Message);
    }

    [Fact]
    public async Task Run_CommentsLongTagsAndAnyRank_AreRead() => Assert.Equal(
        [new("1", "d1", 0.5, "my"), new("1", "d2", -1e-9, "t"), new("2", "d1", 1e300, "t")],
        await Run("# made by hand\n1 Q0 d1 1 0.5 my tag\n1\tQ0\td2\tx\t-1e-9\tt\n2 Q0 d1 1 1e300 t\n#end"));

    [Theory]
    [InlineData("1 Q0 d1 1 0.5", 1, "Expected 6 columns (query, Q0, document, rank, score, tag) and found 5.")]
    [InlineData("1 Q0 d1 1 high t", 1, "The score 'high' is not a finite number.")]
    [InlineData("1 Q0 d1 1 NaN t", 1, "The score 'NaN' is not a finite number.")]
    [InlineData("1 Q0 d1 1 -Infinity t", 1, "The score '-Infinity' is not a finite number.")]
    [InlineData("1 Q0 d1 1 1e999 t", 1, "The score '1e999' is not a finite number.")]
    [InlineData("1 Q0 d1 1 1,5 t", 1, "The score '1,5' is not a finite number.")]
    [InlineData("1 Q0 d1 1 1 t\n2 Q0 d1 1 1 t\n\n1 Q0 d1 2 0 t", 4, "The document 'd1' stands twice in the answer to query '1'.")]
    public async Task Run_Malformed_NamesFileLineAndReason(string text, int line, string reason)
    {
        var refused = await Assert.ThrowsAsync<MalformedInputException>(() => Run(text));

        Assert.Equal($"run.txt, line {line}: {reason}", refused.Message);
    }

    [Fact]
    public void Run_WrittenScores_ReadBackAsTheSameDouble()
    {
        var bits = Gen.Choose(int.MinValue, int.MaxValue).Two()
            .Select(static pair => BitConverter.Int64BitsToDouble(((long)pair.Item1 << 32) | (uint)pair.Item2))
            .Where(double.IsFinite);

        Property.Holds(bits, static score =>
        {
            var entry = new RunEntry("q-1", "문서", score, "tag");
            return Run(TrecRun.Line(entry, 1)).GetAwaiter().GetResult() is [var read]
                && BitConverter.DoubleToInt64Bits(read.Score) == BitConverter.DoubleToInt64Bits(score) && read == entry;
        });
    }

    [Fact]
    public async Task Qrels_WrittenJudgement_ReadsBack()
    {
        var judgement = new Judgement("q", "d", -2);

        Assert.Equal([judgement], await Qrels(TrecQrels.Line(judgement)));
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("")]
    [InlineData("#1")]
    [InlineData("a\nb")]
    public void Line_IdThatTheFormatCannotHold_IsRefused(string id)
    {
        Assert.Equal(id, Assert.Throws<UnwritableIdException>(() => TrecQrels.Line(new(id, "d", 1))).Id);
        Assert.Equal(id, Assert.Throws<UnwritableIdException>(() => TrecRun.Line(new("q", id, 1, "t"), 1)).Id);
        Assert.Equal(id, Assert.Throws<UnwritableIdException>(() => TrecTopics.Line(new(id, "text"))).Id);
    }

    [Fact]
    public async Task Topics_TabSeparated_AreRead() => Assert.Equal(
        [new("301", "organized  crime"), new("302", "소아마비 \t 이후")],
        await Topics("301\torganized  crime\n\n302\t소아마비 \t 이후\n"));

    [Fact]
    public async Task Topics_Classic_TakeTheTitle() => Assert.Equal(
        [new("301", "International Organized Crime"), new("302", "Poliomyelitis and a < b")],
        await Topics("""
            <top>

            <num> Number: 301
            <title> International Organized
            Crime

            <desc> Description:
            Identify organizations.
            <narr> Narrative: anything
            </top>
            <TOP><NUM>302</NUM><title> Topic: Poliomyelitis and a < b</title><desc>x</top>
            """));

    [Theory]
    [InlineData("301 no tab", 1, "Expected the query's id, a tab and the query's text.")]
    [InlineData("301\t", 1, "Expected the query's id, a tab and the query's text.")]
    [InlineData("1\ta\n1\tb", 2, "The query '1' stands twice in the file.")]
    [InlineData("<top>\n<num> 1\n</top>", 3, "The topic '1' has no <title>.")]
    [InlineData("<top>\n<title> x\n</top>", 3, "The topic that ends here has no <num>.")]
    [InlineData("<top>\n<num> 1\n<title> x\n", 3, "The file ends within a topic; </top> is missing.")]
    [InlineData("<top>\n<num> 1\n<top>", 3, "A topic begins within a topic; </top> is missing above.")]
    [InlineData("<x>\n</top>", 2, "A topic ends that has not begun; <top> is missing above.")]
    public async Task Topics_Malformed_NamesFileLineAndReason(string text, int line, string reason) => Assert.Equal(
        $"topics, line {line}: {reason}", (await Assert.ThrowsAsync<MalformedInputException>(() => Topics(text))).Message);

    [Fact]
    public async Task Topics_WrittenQuery_ReadsBackOnOneLine() =>
        Assert.Equal([new("1", "two lines and a tab")], await Topics(TrecTopics.Line(new("1", "two\nlines\tand a\r\ntab"))));

    private static Task<List<Judgement>> Qrels(string text) => TrecQrels.ReadAsync(new StringReader(text), "qrels.txt").AllAsync();

    private static Task<List<RunEntry>> Run(string text) => TrecRun.ReadAsync(new StringReader(text), "run.txt").AllAsync();

    private static Task<List<Query>> Topics(string text) => TrecTopics.ReadAsync(new StringReader(text), "topics").AllAsync();
}
