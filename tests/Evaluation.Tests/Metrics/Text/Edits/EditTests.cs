using BenchHub.Evaluation.Metrics.Text;

namespace BenchHub.Evaluation.Tests.Metrics.Text.Edits;

public sealed class EditTests
{
    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "", 3)]
    [InlineData("", "", 0)]
    [InlineData("😀a", "😁a", 1)] // two code points of two code units each
    public void Distance_Pair_CountsCodePoints(string answer, string reference, double distance)
    {
        Assert.Equal(distance, Scoring.Score("edit_distance", answer, reference));
        var longest = Math.Max(1, Math.Max(answer.EnumerateRunes().Count(), reference.EnumerateRunes().Count()));
        Assert.Equal(1 - (distance / longest), Scoring.Score("edit_similarity", answer, reference), 1e-15);
    }

    // Attributes are UTF-8 and cannot hold a lone surrogate.
    [Fact]
    public void Distance_LoneSurrogate_IsACodePoint()
    {
        Assert.Equal(1, Scoring.Score("edit_distance", "\uD83D", "😀"));
        Assert.Equal(1, Scoring.Score("edit_distance", "\uD83D\uD83D", "\uD83D"));
    }

    [Fact]
    public void Distance_SeveralReferences_TakesTheNearest()
    {
        Assert.Equal(1, Scoring.Score("edit_distance", "cat", "dog", "cut", "cats!"));
        Assert.Equal(2.0 / 3, Scoring.Score("edit_similarity", "cat", "dog", "cut", "cats!"), 1e-15);
    }

    // the cat sat -> the cat sat down: 1 insertion of 4 words. the dog / the cat: 1 of 2. Together 2 of 6, not the mean 0.375.
    [Fact]
    public void WordErrorRate_OfItems_IsPooled()
    {
        var scorer = (IPooledTextScorer)Scoring.Scorer("wer");
        var (first, second) = (new double[2], new double[2]);
        scorer.Count("the cat sat", ["the cat sat down"], first);
        scorer.Count("the dog", ["the cat"], second);

        Assert.Equal(2, scorer.Counts);
        Assert.Equal([1.0, 4], first);
        Assert.Equal([1.0, 2], second);
        Assert.Equal(2.0 / 6, scorer.Pooled([first[0] + second[0], first[1] + second[1]]), 1e-15);
    }

    [Theory]
    [InlineData("wer", "", "a b", 1)]
    [InlineData("wer", "a b c d", "a", 3)]
    [InlineData("wer", "a  b", " a b ", 0)]
    [InlineData("cer", "ab", "abcd", 0.5)]
    [InlineData("wer", "a", "", double.NaN)] // no word to err on
    public void ErrorRate_OneItem_IsEditsPerUnitOfTheReference(string metric, string answer, string reference, double rate) =>
        Assert.Equal(rate, Scoring.Score(metric, answer, reference));

    // 1 edit of 1 word against 2 of 4: the latter is the lower rate though it has more edits.
    [Fact]
    public void ErrorRate_SeveralReferences_TakesTheLowestRate() => Assert.Equal(0.5, Scoring.Score("wer", "a b", "a b c d", "a", "x"));
}
