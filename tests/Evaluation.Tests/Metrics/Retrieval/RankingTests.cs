using System.Text;
using BenchHub.Evaluation.Metrics.Retrieval;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Metrics.Retrieval;

public sealed class RankingTests
{
    [Fact]
    public void Order_EqualScores_PutsTheLaterIdFirst() =>
        Assert.Equal("c10 c1 b a", Ids([new("a", 1), new("c1", 1), new("b", 1), new("c10", 1)], TrecMode.V10));

    // 1e-9 is below the spacing of single-precision numbers near 0.5 (6e-8): trec_eval 9 sees a tie, 10 does not.
    [Theory]
    [InlineData(TrecMode.V10, "a b")]
    [InlineData(TrecMode.V9, "b a")]
    public void Order_ScoresAparByLessThanSinglePrecision_TieInVersion9Only(TrecMode mode, string expected) =>
        Assert.Equal(expected, Ids([new("b", 0.5), new("a", 0.5 + 1e-9)], mode));

    // 1e300 and 2e300 are both infinite in single precision, as in trec_eval 9.
    [Fact]
    public void Order_ScoresBeyondSinglePrecision_TieInVersion9() =>
        Assert.Equal("b a", Ids([new("a", 2e300), new("b", 1e300)], TrecMode.V9));

    [Fact]
    public void Order_NegativeAndSignedZero_FollowTheNumbers() =>
        Assert.Equal("d c b a", Ids([new("a", -2), new("b", -1), new("c", 0.0), new("d", -0.0)], TrecMode.V10));

    // UTF-8: U+FF5E is EF BD 9E and U+1F600 is F0 9F 98 80, so the emoji is later. UTF-16 has it as D83D, before FF5E.
    [Fact]
    public void Order_IdBeyondTheBasicPlane_FollowsUtf8Bytes() =>
        Assert.Equal("\U0001F600 \uFF5E 한 z", Ids([new("z", 1), new("\uFF5E", 1), new("한", 1), new("\U0001F600", 1)], TrecMode.V10));

    [Fact]
    public void Compare_AnyTwoStrings_AgreesWithTheirUtf8Bytes()
    {
        var characters = Gen.Elements("a", "b", "é", "한", "\uD7FF", "\uE000", "\uFFFD", "\U00010000", "\U0010FFFF", "\U0001F600");
        var strings = characters.ListOf().Select(static parts => string.Concat(parts));

        Property.Holds(strings.Two(), static pair => Math.Sign(Utf8Order.Compare(pair.Item1, pair.Item2)) == Math.Sign(
            Encoding.UTF8.GetBytes(pair.Item1).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(pair.Item2))), tests: 2_000);
    }

    [Fact]
    public void Order_AnyScores_AgreesWithASortOfTheDefinition()
    {
        var scores = Gen.Elements(0.0, -0.0, 1.5, -1.5, 1e-310, -1e-310, 1e300, 0.1, 0.1 + 1e-12);

        Property.Holds(scores.ListOf(), static list =>
        {
            ScoredDocument[] answer = [.. list.Select(static (score, i) => new ScoredDocument($"d{i}", score))];
            var expected = answer.OrderByDescending(static d => d.Score + 0.0).ThenByDescending(static d => d.Id, StringComparer.Ordinal);
            return expected.SequenceEqual(Ranking.Order(answer, TrecMode.V10));
        });
    }

    private static string Ids(ScoredDocument[] answer, TrecMode mode) =>
        string.Join(' ', Ranking.Order(answer, mode).Select(static document => document.Id));
}
