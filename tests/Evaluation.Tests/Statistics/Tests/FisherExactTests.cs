using BenchHub.Evaluation.Statistics.Tests;

namespace BenchHub.Evaluation.Tests.Statistics.Tests;

public sealed class FisherExactTests
{
    // scipy.stats.fisher_exact([[hits, misses], [other hits, other misses]], alternative=…)[1] of SciPy 1.10.
    [Theory]
    [InlineData(8, 10, 1, 6, 0.034965034965034975, 0.024475524475524483, 0.9991258741258742)]
    [InlineData(3, 10, 30, 90, 1.0, 0.7052157955553133, 0.5688867925461822)]
    [InlineData(0, 5, 5, 5, 0.007936507936507938, 1.0, 0.003968253968253969)]
    [InlineData(12, 500, 40, 9500, 7.064958572146722e-06, 7.064958572146722e-06, 0.9999988979521419)]
    [InlineData(250, 500, 24000, 49500, 0.5004408795537, 0.26443214997211895, 0.7641224499329518)]
    [InlineData(1, 1, 0, 1, 1.0, 0.5, 1.0)]
    public void P_AnyTable_EqualsScipy(long hits, long size, long otherHits, long others, double twoSided, double greater, double less)
    {
        AssertNear(twoSided, FisherExact.P(hits, size, otherHits, others));
        AssertNear(greater, FisherExact.P(hits, size, otherHits, others, Alternative.Greater));
        AssertNear(less, FisherExact.P(hits, size, otherHits, others, Alternative.Less));
    }

    // 3 of 3 against 0 of 3: of the 20 ways to mark three of six, one puts all in the group, one none: 2/20 two-sided.
    [Fact]
    public void P_ThreeAgainstNone_MatchesTheArithmetic()
    {
        Assert.Equal(0.1, FisherExact.P(3, 3, 0, 3), precision: 14);
        Assert.Equal(0.05, FisherExact.P(3, 3, 0, 3, Alternative.Greater), precision: 14);
    }

    [Fact]
    public void P_NothingToTell_IsOne()
    {
        Assert.Equal(1, FisherExact.P(0, 0, 0, 0));
        Assert.Equal(1, FisherExact.P(0, 4, 0, 9), precision: 14);
        Assert.Equal(1, FisherExact.P(4, 4, 9, 9), precision: 14);
        Assert.Equal(1, FisherExact.P(0, 0, 2, 9), precision: 14);
    }

    [Fact]
    public void P_SmallTables_AreTheSumsOfTheirDefinition()
    {
        for (var table = 0; table < 400; table++)
        {
            var random = new Random(table);
            int size = random.Next(1, 12), others = random.Next(1, 12), hits = random.Next(size + 1), otherHits = random.Next(others + 1);
            var all = Enumerable.Range(0, size + 1).Where(k => hits + otherHits - k >= 0 && hits + otherHits - k <= others)
                .ToDictionary(static k => k, k => Choose(size, k) * Choose(others, hits + otherHits - k));
            var total = all.Values.Sum();

            AssertNear(all.Values.Where(ways => ways <= all[hits]).Sum() / total, FisherExact.P(hits, size, otherHits, others));
            AssertNear(all.Where(way => way.Key >= hits).Sum(static way => way.Value) / total, FisherExact.P(hits, size, otherHits, others, Alternative.Greater));
        }
    }

    [Fact]
    public void P_MoreHitsThanThereAre_Throws() => Assert.Throws<ArgumentOutOfRangeException>(static () => FisherExact.P(3, 2, 0, 1));

    private static double Choose(int n, int k) => Enumerable.Range(1, k).Aggregate(1.0, (ways, i) => ways * (n - k + i) / i);

    private static void AssertNear(double expected, double actual) => Assert.Equal(expected, actual, tolerance: 1e-11 * expected);
}
