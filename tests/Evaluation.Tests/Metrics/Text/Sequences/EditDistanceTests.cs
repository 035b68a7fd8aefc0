using BenchHub.Evaluation.Metrics.Text.Sequences;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Metrics.Text.Sequences;

public sealed class EditDistanceTests
{
    [Theory]
    [InlineData(2, 10)]
    [InlineData(4, 70)]
    [InlineData(20, 150)]
    [InlineData(300, 260)]
    public void Between_AnyPair_EqualsTheTable(int symbols, int longest) => Property.Holds(
        Naive.Pairs(symbols, longest),
        pair => EditDistance.Between(pair.A, pair.B, symbols) == Naive.EditDistance(pair.A, pair.B),
        tests: 200);

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(128)]
    [InlineData(129)]
    public void Between_LengthsAroundAWord_EqualTheTable(int length)
    {
        var random = new Random(length);
        var (a, b) = (random.Sequence(3, length), random.Sequence(3, length + 7));
        Assert.Equal(Naive.EditDistance(a, b), EditDistance.Between(a, b, 3));
    }

    [Fact]
    public void Between_ThreeSequences_KeepsToTheTriangle() => Property.Holds(
        Gen.Choose(0, 2).ArrayOf().ArrayOf(3), static all => EditDistance.Between(all[0], all[2], 3)
            <= EditDistance.Between(all[0], all[1], 3) + EditDistance.Between(all[1], all[2], 3));
}
