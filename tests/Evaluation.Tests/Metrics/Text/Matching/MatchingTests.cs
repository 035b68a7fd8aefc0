using BenchHub.Evaluation.Metrics;

namespace BenchHub.Evaluation.Tests.Metrics.Text.Matching;

public sealed class MatchingTests
{
    [Theory]
    [InlineData("exact_match", "Paris", 1)]
    [InlineData("exact_match", "paris", 0)]
    [InlineData("exact_match(ignore_case=true)", "PARIS", 1)]
    [InlineData("exact_match(ignore_punctuation=true)", "Par,is!", 1)]
    [InlineData("exact_match(ignore_numbers=true)", "P4r1s", 0)]
    [InlineData("exact_match(ignore_numbers=true)", "Paris 7", 0)] // the blank stays
    [InlineData("exact_match(norm=squad)", " the  PARIS. ", 1)]
    [InlineData("exact_match(norm=korquad)", "'paris'", 1)]
    [InlineData("exact_match(norm=korquad)", "the paris", 0)]
    public void ExactMatch_OneReference_IgnoresWhatItIsTold(string metric, string answer, double score) =>
        Assert.Equal(score, Scoring.Score(metric, answer, "Paris"));

    [Fact]
    public void ExactMatch_SeveralReferences_NeedsOne()
    {
        Assert.Equal(1, Scoring.Score("exact_match", "b", "a", "b"));
        Assert.Equal(0, Scoring.Score("exact_match", "c", "a", "b"));
    }

    [Fact]
    public void ExactMatch_BothEmptiedByFlags_MustHaveBeenEqual()
    {
        Assert.Equal(0, Scoring.Score("exact_match(ignore_numbers=true)", "12", "34"));
        Assert.Equal(1, Scoring.Score("exact_match(ignore_numbers=true)", "12", "12"));
    }

    [Fact]
    public void ExactMatch_FlagsBesideANormalisation_AreRefused() => Assert.Equal(
        "The metric 'exact_match' takes ignore_… only with norm=none, not with norm=squad.",
        Assert.Throws<UnknownMetricException>(static () => Scoring.Scorer("exact_match(ignore_case=true,norm=squad)")).Message);

    // cat sat on mat / cat is on mat: 3 common of 4 and 4.
    // P = 2/2, R = 2/3: F = 2 * 2/3 / (5/3) = 0.8
    [Theory]
    [InlineData("The cat sat on the mat", "A cat is on a mat", 0.75)]
    [InlineData("on mat", "the cat on mat!", 0.8)]
    [InlineData("dog", "cat", 0)]
    [InlineData("the", "cat", 0)]
    [InlineData("cat", "the", 0)]
    [InlineData("the", "a", 1)] // both without a word: no answer, as SQuAD 2.0 has it
    public void TokenF1_Squad_IsDerivedByHand(string answer, string reference, double f1) =>
        Assert.Equal(f1, Scoring.Score("token_f1", answer, reference), 1e-12);

    [Theory]
    [InlineData("exact_match(norm=squad)")]
    [InlineData("token_f1")]
    public void Squad_EmptyReferenceBesideOthers_DoesNotCount(string metric)
    {
        Assert.Equal(0, Scoring.Score(metric, "", "", "cat"));
        Assert.Equal(1, Scoring.Score(metric, "", "", "..."));
        Assert.Equal(0, Scoring.Score(metric, "cat", "", "..."));
    }

    // 세종대왕 against 세종 대왕은: 4 of 4 and of 5 characters: F = 8/9. Nothing in common is 0 even where both are empty.
    [Theory]
    [InlineData("세종대왕", "《세종 대왕은》", 8.0 / 9)]
    [InlineData("", "", 0)]
    public void TokenF1_Korquad_CountsCharacters(string answer, string reference, double f1) =>
        Assert.Equal(f1, Scoring.Score("token_f1(norm=korquad)", answer, reference), 1e-12);

    [Fact]
    public void TokenF1_Swapped_IsTheSame()
    {
        string[] texts = ["the cat sat", "a cat", "dog cat dog", "", "mat"];
        Assert.All(texts, a => Assert.All(texts, b => Assert.Equal(Scoring.Score("token_f1", a, b), Scoring.Score("token_f1", b, a), 1e-15)));
    }
}
