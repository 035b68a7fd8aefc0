using BenchHub.Evaluation.Analytics;

namespace BenchHub.Evaluation.Tests.Analytics;

public sealed class FailurePatternsTests
{
    // 20 of 200 prompts ask "how many", all of them fail; of the other 180 fail 18.
    [Fact]
    public void Find_APhraseThatFails_IsThePattern()
    {
        var (texts, failed) = Prompts(200, static i => i < 20, static i => i < 20 || i % 10 == 5);

        var found = FailurePatterns.Find(texts, failed);

        var pattern = found.Patterns[0];
        Assert.Equal(("how many", 20, 20, 1.0), (pattern.Label, pattern.Failed, pattern.Of, pattern.Rate));
        Assert.Equal(200.0 / 38, pattern.Lift, precision: 12);
        Assert.Contains("many", pattern.Terms);
        Assert.True(pattern.PAdjusted < 1e-6 && pattern.P < pattern.PAdjusted);
        Assert.Equal([0, 1, 2, 3, 4], pattern.Examples);
    }

    // Twenty of 200 words each: hundreds of phrases are looked at, and without a correction some would always be found.
    [Fact]
    public void Find_FailuresThatAreRandom_AreNoPattern()
    {
        var found = 0;
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            string[] texts = [.. Enumerable.Range(0, 300).Select(_ => string.Join(' ', Enumerable.Range(0, 20).Select(_ => $"w{random.Next(200)}")))];
            var set = FailurePatterns.Find(texts, [.. texts.Select(_ => random.Next(4) == 0)]);
            Assert.InRange(set.Tested, 200, 2_000);
            found += set.Patterns.Count > 0 ? 1 : 0;
        }

        // With nothing to find, BH holds the chance of any find at 5 %; Fisher's test is conservative besides.
        Assert.InRange(found, 0, 8);
    }

    // The same words in another order are another phrase: one fails, the other does not, and the words alone do neither.
    [Fact]
    public void Find_TheOrderOfWords_TellsPhrasesApart()
    {
        string[] texts = [.. Enumerable.Range(0, 80).Select(static i => (i % 2 == 0 ? "red apple" : "apple red") + $" {i}")];

        var found = FailurePatterns.Find(texts, [.. Enumerable.Range(0, 80).Select(static i => i % 2 == 0)]);

        var pattern = Assert.Single(found.Patterns);
        Assert.Equal(("red apple", 40, 40), (pattern.Label, pattern.Failed, pattern.Of));
        Assert.Equal(["red apple"], pattern.Terms);
    }

    [Fact]
    public void Find_KoreanAndHtml_TakesThemAsText()
    {
        string[] texts = [.. Enumerable.Range(0, 60).Select(static i => i < 15 ? $"<script>alert({i})</script> 모두 몇 개" : $"수도는 어디 {i}")];

        var found = FailurePatterns.Find(texts, [.. Enumerable.Range(0, 60).Select(static i => i < 15)]);

        Assert.Contains(found.Patterns, static pattern => pattern.Terms.Contains("모두 몇 개"));
    }

    [Fact]
    public void Find_NothingOrEverythingFailed_HasNoPattern()
    {
        Assert.Empty(FailurePatterns.Find(["a b c"], [false]).Patterns);
        Assert.Empty(FailurePatterns.Find(["a b c"], [true]).Patterns);
        Assert.Empty(FailurePatterns.Find([], []).Patterns);
    }

    private static (string[] Texts, bool[] Failed) Prompts(int count, Func<int, bool> isCounting, Func<int, bool> isFailed) =>
    (
        [.. Enumerable.Range(0, count).Select(i => isCounting(i) ? $"how many {i} apples" : $"name the {i} city")],
        [.. Enumerable.Range(0, count).Select(isFailed)]);
}
