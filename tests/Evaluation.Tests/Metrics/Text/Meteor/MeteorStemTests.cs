namespace BenchHub.Evaluation.Tests.Metrics.Text.Meteor;

public sealed class MeteorStemTests
{
    // the cats sat / the cat sat: the, sat equal, cats and cat by stem: 3 matches, 1 chunk; P = R = 1: 1 - 0.5 (1/3)^3 = 53/54.
    // on the mat / the mat is on: 3 matches, "the mat" and "on": 2 chunks; P = 1, R = 3/4: F = 0.75 / (0.9 + 0.075) = 0.769230…,
    // penalty 0.5 (2/3)^3 = 4/27: F * 23/27.
    [Theory]
    [InlineData("the cats sat", "the cat sat", 53.0 / 54)]
    [InlineData("on the mat", "the mat is on", 0.75 / 0.975 * 23 / 27)]
    [InlineData("The", "the", 0.5)] // one match is one chunk
    [InlineData("dog", "cat", 0)]
    [InlineData("", "cat", 0)]
    [InlineData("cat", "", 0)]
    public void Score_SmallPair_IsDerivedByHand(string answer, string reference, double value) =>
        Assert.Equal(value, Scoring.Score("meteor_stem", answer, reference), 1e-12);

    // No penalty; alpha = 1 leaves recall alone: 1 of 2.
    [Fact]
    public void Score_Parameters_Weigh() => Assert.Equal(0.5, Scoring.Score("meteor_stem(alpha=1,gamma=0)", "cat", "cat dog"), 1e-12);

    [Fact]
    public void Score_SeveralReferences_TakesTheBest() => Assert.Equal(0.5, Scoring.Score("meteor_stem", "cat", "dog", "cat", "bird"), 1e-12);
}
