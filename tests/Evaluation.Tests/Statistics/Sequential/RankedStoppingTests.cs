using BenchHub.Evaluation.Statistics.Sequential;

namespace BenchHub.Evaluation.Tests.Statistics.Sequential;

public sealed class RankedStoppingTests
{
    [Fact]
    public void Advance_OneSystemAlwaysBetter_DecidesItsPairsAndNotTheOther()
    {
        var rule = new RankedStopping(3, 200, PairedStoppingSettings.Default);
        for (var place = 0; place < 200; place++)
        {
            rule.Add(0, place, 1);
            rule.Add(1, place, 0);
            rule.Add(2, place, 0);
        }

        rule.Advance();

        // Three pairs: each at 0.05 / 3. A pair alone at that level decides at the same item.
        var alone = new PairedStopping(new PairedStoppingSettings { Items = 200, Scores = new() { Alpha = 0.05 / 3 } });
        while (!alone.Decision.Stop)
        {
            alone.Add(1, 0);
        }

        Assert.Equal(
            [(0, 1, alone.Decision), (0, 2, alone.Decision)],
            rule.Pairs.Where(static pair => pair.IsDecided).Select(static pair => (pair.A, pair.B, pair.Decision)));
        Assert.InRange(alone.Decision.Items, 6, 20);
        Assert.Equal([true, false, false], [rule.IsDone(0), rule.IsDone(1), rule.IsDone(2)]);
        Assert.Equal((200, StopReason.OutOfItems), (rule.Pairs[2].Through, rule.Pairs[2].Decision.Reason));
    }

    [Fact]
    public void Advance_AnItemIsMissing_WaitsForItWhateverCameAfter()
    {
        var rule = new RankedStopping(2, 100, PairedStoppingSettings.Default);
        foreach (var place in Enumerable.Range(0, 100).Where(static place => place != 3))
        {
            rule.Add(0, place, 1);
            rule.Add(1, place, 0);
        }

        rule.Add(0, 3, 1);
        rule.Advance();
        Assert.Equal((3, false), (rule.Pairs[0].Through, rule.IsDone(0)));

        rule.Add(1, 3, 0);
        rule.Advance();
        Assert.True(rule.IsDone(0));
        Assert.InRange(rule.Pairs[0].Through, 4, 20);
    }

    // The same scores, arriving in other sequences and looked at at other times, decide the same after the same items.
    [Fact]
    public void Advance_ScoresInAnySequence_DecidesTheSame()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            double[][] scores = [.. Enumerable.Range(0, 3).Select(system => Enumerable.Range(0, 300).Select(_ => random.NextDouble() < 0.2 + (0.25 * system) ? 1.0 : 0).ToArray())];
            var straight = Followed(scores, [.. Enumerable.Range(0, 900)], lookEvery: 1);
            var arrivals = Enumerable.Range(0, 900).ToArray();
            random.Shuffle(arrivals);

            Assert.Equal(straight, Followed(scores, arrivals, lookEvery: random.Next(1, 400)));
        }
    }

    [Fact]
    public void Add_UndefinedAndRoundedScores_LeaveTheItemOutAndCountAsTheEnd()
    {
        var rule = new RankedStopping(2, 3, PairedStoppingSettings.Default);
        foreach (var (place, a, b) in new[] { (0, double.NaN, 1.0), (1, 1 + 2e-16, 0), (2, 1 + 1e-12, 1) })
        {
            rule.Add(0, place, a);
            rule.Add(1, place, b);
        }

        rule.Advance();

        Assert.Equal((3, StopReason.OutOfItems), (rule.Pairs[0].Through, rule.Pairs[0].Decision.Reason));

        var other = new RankedStopping(2, 1, PairedStoppingSettings.Default);
        other.Add(0, 0, 1.5);
        other.Add(1, 0, 0);
        Assert.Throws<ArgumentOutOfRangeException>(other.Advance);
    }

    // Four systems with the same chance of a right answer: 6 pairs, looked at after each of 150 items. The share of races in which
    // any pair is called different is at most α = 0.1 in expectation; of 300, 30, and three standard deviations
    // (√(300 · 0.1 · 0.9) = 5.2) more is 46. The same looks with α undivided and one t-test each would be far above.
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Advance_EqualSystems_AreCalledDifferentAtMostAsOftenAsPromised(double chance)
    {
        var random = new Random(47);
        var wrong = 0;
        for (var trial = 0; trial < 300; trial++)
        {
            double[][] scores = [.. Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, 150).Select(_ => random.NextDouble() < chance ? 1.0 : 0).ToArray())];
            var rule = new RankedStopping(4, 150, new() { Cells = 100, Scores = new() { Alpha = 0.1 } });
            for (var system = 0; system < 4; system++)
            {
                for (var place = 0; place < 150; place++)
                {
                    rule.Add(system, place, scores[system][place]);
                }
            }

            rule.Advance();
            wrong += rule.Pairs.Any(static pair => pair.Decision.Reason is StopReason.Difference) ? 1 : 0;
        }

        Assert.InRange(wrong, 0, 46);
    }

    private static (StopDecision, StopDecision, StopDecision) Followed(double[][] scores, int[] arrivals, int lookEvery)
    {
        var rule = new RankedStopping(3, 300, new() { Cells = 100 });
        foreach (var (i, arrival) in arrivals.Index())
        {
            rule.Add(arrival % 3, arrival / 3, scores[arrival % 3][arrival / 3]);
            if (i % lookEvery == 0)
            {
                rule.Advance();
            }
        }

        rule.Advance();
        return (rule.Pairs[0].Decision, rule.Pairs[1].Decision, rule.Pairs[2].Decision);
    }
}
