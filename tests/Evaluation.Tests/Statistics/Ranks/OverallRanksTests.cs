using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Statistics.Ranks;

namespace BenchHub.Evaluation.Tests.Statistics.Ranks;

public sealed class OverallRanksTests
{
    // Ranks on the four datasets: a 1 1 1 2, b 2 3 2 1, c 3 2 3 3, so mean ranks 5/4, 8/4, 11/4.
    // χ² = 12 / (4 * 3 * 4) * ((5-8)² + 0 + (11-8)²) = 0.25 * 18 = 4.5. Of the 6³ = 216 orders of the last three datasets
    // 27 have rank sums as far apart (counted by Python's itertools): p = 1/8.
    // CD = q / √2 * √(3 * 4 / (6 * 4)) with q / √2 = 2.3437 (Demšar, 2006, table 5): 1.6572.
    private static readonly double[][] ThreeOnFour = [[0.9, 0.8, 0.7, 0.6], [0.8, 0.1, 0.6, 0.9], [0.1, 0.2, 0.3, 0.4]];

    [Fact]
    public void Of_ThreeSystemsOnFourDatasets_EqualsTheHandComputedRanks()
    {
        var overall = OverallRanks.Of(ThreeOnFour);

        Assert.Equal([(0, 1.25, 4), (1, 2.0, 4), (2, 2.75, 4)], overall.Entries.Select(static entry => (entry.Index, entry.MeanRank, entry.Datasets)));
        Assert.Equal((4.5, 0.125, true), (Math.Round(overall.Friedman!.ChiSquare, 12), overall.P, overall.IsExact));
        Assert.Equal(1.6572, overall.CriticalDifference, 3);

        // (k - mean rank) / (k - 1)
        Assert.Equal([0.875, 0.5, 0.125], overall.Entries.Select(static entry => entry.WinRate));

        // 1.25 - 0.829 is cut at the best rank there is.
        Assert.Equal((1.0, 1.25 + (overall.CriticalDifference / 2)), (overall.Entries[0].Low, overall.Entries[0].High));
    }

    // The first and the last are 1.5 apart, less than 1.657; and p is above alpha anyway.
    [Fact]
    public void Of_NothingApart_IsOneGroup() => Assert.Equal([[0, 1, 2]], OverallRanks.Of(ThreeOnFour).Groups);

    // Always best, always second, always last on 12 datasets: mean ranks 1, 2, 3. CD = 2.3437 √(12 / 72) = 0.957 < 1.
    [Fact]
    public void Of_TheSameOrderOnTwelveDatasets_PartsAllOfThem()
    {
        double[] scores = [.. Enumerable.Range(0, 12).Select(static i => i / 12.0)];

        var overall = OverallRanks.Of([[.. scores.Select(static x => x - 2)], scores, [.. scores.Select(static x => x - 1)]]);

        Assert.Equal([[1], [2], [0]], overall.Groups);
        Assert.All(overall.Entries.Zip(overall.Entries.Skip(1)), static pair => Assert.True(pair.First.High < pair.Second.Low));
        Assert.Equal(1.0 / 10_001, overall.P, 12); // 6^11 orders are not all taken, and none of the random ones is as far
        Assert.False(overall.IsExact);
    }

    // Two systems, four datasets, one always better: Nemenyi's CD is 1.960 √(6 / 24) = 0.98 < 1, but of the 2³ orders of the
    // other datasets 1 is as far, as is its mirror with the first turned: p = 1/8. Few datasets do not tell systems apart.
    [Fact]
    public void Of_FewDatasets_DoesNotTrustTheCriticalDifferenceAlone()
    {
        var overall = OverallRanks.Of([[1, 1, 1, 1], [0, 0, 0, 0]]);

        Assert.True(overall.CriticalDifference < 1);
        Assert.Equal(0.125, overall.P);
        Assert.Equal([[0, 1]], overall.Groups);
    }

    [Fact]
    public void Of_LowerIsBetter_TurnsTheRanks() => Assert.Equal(
        [2, 1, 0], OverallRanks.Of([[3, 3, 3], [2, 2, 2], [1, 1, 1]], MetricDirection.LowerIsBetter).Entries.Select(static entry => entry.Index));

    // c has no value on the second dataset: a and b are ranked on both. On the first c beats both (1), a beats b (1/2), b none;
    // on the second a beats b. Win rates: a (1/2 + 1) / 2, b 0, c 1.
    [Fact]
    public void Of_ASystemThatLacksADataset_IsNotRankedButHasAWinRate()
    {
        var overall = OverallRanks.Of([[0.5, 0.5], [0.4, 0.4], [0.9, double.NaN]]);

        Assert.Equal([(0, 1.0, 0.75, 2), (1, 2.0, 0.0, 2), (2, double.NaN, 1.0, 1)], overall.Entries.Select(static entry => (entry.Index, entry.MeanRank, entry.WinRate, entry.Datasets)));
        Assert.DoesNotContain(overall.Groups, static group => group.Contains(2));
    }

    [Fact]
    public void Of_OneDataset_HasRanksAndNothingElse()
    {
        var overall = OverallRanks.Of([[0.5], [0.9], [0.5]]);

        Assert.Equal([(1, 1.0), (0, 2.5), (2, 2.5)], overall.Entries.Select(static entry => (entry.Index, entry.MeanRank)));
        Assert.All(overall.Entries, static entry => Assert.Equal((double.NaN, double.NaN), (entry.Low, entry.High)));
        Assert.Equal((null, double.NaN, double.NaN, 0), (overall.Friedman, overall.P, overall.CriticalDifference, overall.Groups.Count));
    }

    [Fact]
    public void Of_NoSystemOneSystemOrAllTied_StaysDefined()
    {
        Assert.Empty(OverallRanks.Of([]).Entries);
        Assert.Equal((1.0, double.NaN), (OverallRanks.Of([[1, 2]]).Entries[0].MeanRank, OverallRanks.Of([[1, 2]]).Entries[0].WinRate));

        var tied = OverallRanks.Of([[1, 1], [1, 1]]);
        Assert.Equal((1.5, 0.5, 1.0), (tied.Entries[0].MeanRank, tied.Entries[0].WinRate, tied.P));
        Assert.Equal([[0, 1]], tied.Groups);
    }

    [Fact]
    public void Of_ColumnsOfDifferentLengths_AreRefused() => Assert.Throws<ArgumentException>(static () => OverallRanks.Of([[1], [1, 2]]));

    // With ties in exact arithmetic: 2 of 36 orders (counted by Python).
    [Fact]
    public void Of_Ties_CountAsFar() => Assert.Equal(2 / 36.0, OverallRanks.Of([[3, 2, 3], [2, 2, 2], [1, 1, 1]]).P, 12);

    // Mean ranks of k ranked systems sum to k (k + 1) / 2, and win rates to k / 2, whatever the values.
    [Fact]
    public void Of_AnyValues_KeepsTheSums()
    {
        for (var trial = 0; trial < 50; trial++)
        {
            var random = new Random(trial);
            var (k, n) = (random.Next(2, 6), random.Next(1, 6));
            var overall = OverallRanks.Of([.. Enumerable.Range(0, k).Select(_ => Enumerable.Range(0, n).Select(_ => random.Next(4) / 3.0).ToArray())]);

            Assert.Equal(k * (k + 1) / 2.0, overall.Entries.Sum(static entry => entry.MeanRank), 9);
            Assert.Equal(k / 2.0, overall.Entries.Sum(static entry => entry.WinRate), 9);
            Assert.All(overall.Entries, entry => Assert.True(n == 1 || (entry.Low <= entry.MeanRank && entry.MeanRank <= entry.High && entry.Low >= 1 && entry.High <= k)));
        }
    }
}
