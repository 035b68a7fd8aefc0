using BenchHub.Evaluation.Metrics.Text.Sequences;

namespace BenchHub.Evaluation.Tests.Metrics.Text.Sequences;

public sealed class CommonSubsequenceTests
{
    // a b c b d a b / b d c a b a: bcba, bdab and others have 4.
    [Fact]
    public void Length_TextbookPair_IsFour() => Assert.Equal(4, CommonSubsequence.Length([0, 1, 2, 1, 3, 0, 1], [1, 3, 2, 0, 1, 0], 4));

    [Theory]
    [InlineData(new int[0], new int[0], 0)]
    [InlineData(new int[0], new[] { 0 }, 0)]
    [InlineData(new[] { 0, 1 }, new[] { 0, 1 }, 2)]
    [InlineData(new[] { 0 }, new[] { 1 }, 0)]
    public void Length_Corner_IsKnown(int[] a, int[] b, int length) => Assert.Equal(length, CommonSubsequence.Length(a, b, 2));

    [Theory]
    [InlineData(2, 10)]
    [InlineData(3, 70)]
    [InlineData(20, 140)]
    [InlineData(150, 200)]
    public void LengthAndMark_AnyPair_EqualTheTable(int symbols, int longest) => Property.Holds(
        Naive.Pairs(symbols, longest),
        pair =>
        {
            var table = Naive.SubsequenceTable(pair.A, pair.B);
            var marked = new bool[pair.A.Length];
            CommonSubsequence.Mark(pair.A, pair.B, [pair.B.Length], symbols, marked);
            return CommonSubsequence.Length(pair.A, pair.B, symbols) == table[pair.A.Length, pair.B.Length]
                && marked.SequenceEqual(Naive.Backtrack(table, pair.A, pair.B));
        },
        tests: 200);

    // A carry runs through words in which a rare symbol has no place.
    [Theory]
    [InlineData(3)]
    [InlineData(60)]
    [InlineData(300)]
    public void LengthAndMark_SeveralWords_EqualTheTable(int symbols)
    {
        var random = new Random(symbols);
        for (var trial = 0; trial < 20; trial++)
        {
            var (a, b) = (random.Sequence(symbols, random.Next(190, 460)), random.Sequence(symbols, random.Next(190, 460)));
            var table = Naive.SubsequenceTable(a, b);
            var marked = new bool[a.Length];
            CommonSubsequence.Mark(a, b, [b.Length], symbols, marked);

            Assert.Equal(table[a.Length, b.Length], CommonSubsequence.Length(a, b, symbols));
            Assert.Equal(Naive.Backtrack(table, a, b), marked);
        }
    }

    [Fact]
    public void Length_Swapped_IsTheSame() => Property.Holds(
        Naive.Pairs(5, 90), static pair => CommonSubsequence.Length(pair.A, pair.B, 5) == CommonSubsequence.Length(pair.B, pair.A, 5));

    // The bit table would have 4,100 * 65 words, which is more than is kept: the answer is gone through in stretches.
    [Fact]
    public void Mark_LongerThanTheTableKept_EqualsTheTable()
    {
        var random = new Random(5);
        var (a, b) = (random.Sequence(7, 4_100), random.Sequence(7, 4_100));
        var marked = new bool[a.Length];

        CommonSubsequence.Mark(a, b, [b.Length], 7, marked);

        Assert.Equal(Naive.Backtrack(Naive.SubsequenceTable(a, b), a, b), marked);
    }

    [Fact]
    public void Mark_SeveralLines_IsTheUnionOfEach()
    {
        var marked = new bool[5];
        CommonSubsequence.Mark([0, 1, 2, 3, 4], [0, 1, 5, 6, 0, 2, 6, 7, 4], [4, 9], 8, marked);
        Assert.Equal([true, true, true, false, true], marked);
    }

    [Fact]
    public void Mark_NothingToMark_ChangesNothing()
    {
        CommonSubsequence.Mark([], [0, 1], [2], 2, []);
        var marked = new bool[1];
        CommonSubsequence.Mark([0], [], [], 2, marked);
        Assert.Equal([false], marked);
    }

    // A table of 100,000 * 100,000 would be 10 GB even of bytes.
    [Fact]
    public void LengthAndMark_HundredThousandTokens_StayWithinMemory()
    {
        var random = new Random(6);
        var (a, b) = (random.Sequence(50_000, 100_000), random.Sequence(50_000, 100_000));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var length = CommonSubsequence.Length(a, b, 50_000);
        var marked = new bool[a.Length];
        CommonSubsequence.Mark(a, b, [b.Length], 50_000, marked);

        Assert.Equal(length, marked.Count(static mark => mark));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64_000_000);
    }
}
