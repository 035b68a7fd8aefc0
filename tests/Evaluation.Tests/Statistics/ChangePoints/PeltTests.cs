using BenchHub.Evaluation.Statistics.ChangePoints;
using BenchHub.Evaluation.Tests.Statistics.Streams;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Statistics.ChangePoints;

public sealed class PeltTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Find_ReferenceSeries_EqualsTheCheapestDivision() => Assert.All(
        ReferenceValues.Read("changes_reference.json").GetProperty("series").EnumerateArray().SelectMany(
            static series => series.GetProperty("divisions").EnumerateArray().Select(division => (series, division))),
        static expected =>
        {
            var values = expected.series.Numbers("values");
            var changes = Pelt.Find(values, Times(values.Length), new PeltSettings
            {
                Kind = expected.division.GetProperty("kind").GetString() == "mean" ? ChangeKind.Mean : ChangeKind.MeanAndVariance,
                Penalty = expected.division.GetProperty("penalty").GetString() switch
                {
                    "bic" => Penalty.Bic,
                    "mbic" => Penalty.ModifiedBic,
                    var cost => Penalty.PerChange(double.Parse(cost!)),
                },
                LeastSegment = expected.division.GetProperty("least").GetInt32(),
                Permutations = 0,
            });
            Assert.Equal(expected.division.Numbers("changes"), changes.Select(static change => (double)change.Index));
            Assert.All(changes, static change => Assert.Equal(Start.AddHours(change.Index), change.At));
        });

    // 0 0 0 0 8 8 9 7: one change at 4. Before: mean 0, deviation 0. After: mean 8, squares 0 + 0 + 1 + 1 = 2, deviation √(2/3).
    // Pooled √(2 / (8 - 2)) = √(1/3); effect 8 √3. Of the 8!/(4!·2!) = 840 orders only those with all zeros first or last
    // split as well: 2 * 12 / 840 = 1/35; of 99 shuffles some three, so p is near 4/100.
    [Fact]
    public void Find_OneStep_DescribesIt()
    {
        var change = Assert.Single(Pelt.Find(
            [0, 0, 0, 0, 8, 8, 9, 7], Times(8), new PeltSettings { LeastSegment = 4, Permutations = 9_999, Penalty = Penalty.PerChange(1) }));

        Assert.Equal((4, Start.AddHours(4), 0.0, 8.0, 0.0), (change.Index, change.At, change.LevelBefore, change.LevelAfter, change.DeviationBefore));
        Assert.Equal(Math.Sqrt(2 / 3.0), change.DeviationAfter, precision: 14);
        Assert.Equal(8 * Math.Sqrt(3), change.Effect, precision: 12);
        Assert.Equal(1 / 35.0, change.P, tolerance: 0.006); // three and a half deviations of √(1/35 * 34/35 / 9999) = 0.0017
    }

    [Fact]
    public void Find_StepWithoutNoise_HasNoEffectSize() =>
        Assert.Equal(double.NaN, Assert.Single(Pelt.Find([1, 1, 1, 1, 1, 3, 3, 3, 3, 3], Times(10))).Effect);

    [Fact]
    public void Find_SegmentOfOne_HasNoDeviation()
    {
        var change = Pelt.Find([0, 0.1, 0, 0.1, 0, 0.1, 9], Times(7), new PeltSettings { LeastSegment = 1, NoiseVariance = 0.01 })[^1];

        Assert.Equal((6, double.NaN), (change.Index, change.DeviationAfter));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    public void Find_FewerThanTwoSegments_FindsNothing(int n) =>
        Assert.Empty(Pelt.Find([.. Enumerable.Range(0, n).Select(static i => i < 4 ? 0.0 : 100)], Times(n)));

    [Theory]
    [InlineData(ChangeKind.Mean)]
    [InlineData(ChangeKind.MeanAndVariance)]
    public void Find_EqualValues_FindsNothing(ChangeKind kind) =>
        Assert.Empty(Pelt.Find([.. Enumerable.Repeat(0.1, 50)], Times(50), new PeltSettings { Kind = kind }));

    [Fact]
    public void Find_GivenNoise_IsUsedInsteadOfTheEstimate()
    {
        double[] values = [0, 1, 0, 1, 0, 1, 3, 2, 3, 2, 3, 2];

        Assert.NotEmpty(Pelt.Find(values, Times(12), new PeltSettings { NoiseVariance = 0.25 }));
        Assert.Empty(Pelt.Find(values, Times(12), new PeltSettings { NoiseVariance = 25 }));
    }

    [Fact]
    public void Find_SameSettings_GivesTheSameBits()
    {
        var random = new Random(2);
        double[] values = [.. Enumerable.Range(0, 100).Select(i => random.NextDouble() + (i / 50))];

        Assert.Equal(Pelt.Find(values, Times(100)), Pelt.Find(values, Times(100)));
    }

    [Fact]
    public void Find_ValueThatIsNotFinite_IsRefusedByPlaceAndTime()
    {
        var error = Assert.Throws<ArgumentException>(static () => Pelt.Find([1, double.NaN], Times(2)));

        Assert.Contains("index 1 (2026-11-21 07:00:00Z)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_UnequalLengths_IsRefused() => Assert.Throws<ArgumentException>(static () => Pelt.Find([1, 2], Times(3)));

    [Fact]
    public void Find_Cancelled_Stops() => Assert.ThrowsAny<OperationCanceledException>(static () => Pelt.Find(
        [.. Enumerable.Range(0, 50).Select(static i => i % 7.0)], Times(50), cancellation: new CancellationToken(canceled: true)));

    [Fact]
    public void Settings_OutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => new PeltSettings { LeastSegment = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new PeltSettings { NoiseVariance = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new PeltSettings { NoiseVariance = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new PeltSettings { Permutations = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => Penalty.PerChange(-1));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Penalty.PerChange(double.NaN));
        Assert.NotEqual(Penalty.Bic, Penalty.ModifiedBic);
    }

    // 2 log 100 = 9.2103; 3 log 100 = 13.8155; 4 log 100 = 18.4207.
    [Fact]
    public void Penalty_OfAHundredValues_CountsTheNumbersAdded()
    {
        Assert.Equal(9.2103, Penalty.Bic.Of(100, ChangeKind.Mean), precision: 4);
        Assert.Equal(13.8155, Penalty.Bic.Of(100, ChangeKind.MeanAndVariance), precision: 4);
        Assert.Equal(13.8155, Penalty.ModifiedBic.Of(100, ChangeKind.Mean), precision: 4);
        Assert.Equal(18.4207, Penalty.ModifiedBic.Of(100, ChangeKind.MeanAndVariance), precision: 4);
        Assert.Equal(7, Penalty.PerChange(7).Of(100, ChangeKind.Mean));
    }

    // Values 1 2 6 with noise variance 2: mean 3, squares 4 + 1 + 9 = 14, cost 7. With their own variance 14/3:
    // 3 log(14/3) + 3. A floor of 10 leaves 3 log 10 + 14/10. A third of all values adds log(1/3).
    [Fact]
    public void Of_ThreeValues_MatchesTheArithmetic()
    {
        double[] values = [1, 2, 6, 6, 6, 6, 6, 6, 6];

        Assert.Equal(7, new MeanCost(values, 2).Of(0, 3), precision: 12);
        Assert.Equal((3 * Math.Log(14 / 3.0)) + 3, new NormalCost(values, 0.01).Of(0, 3), precision: 12);
        Assert.Equal((3 * Math.Log(10)) + 1.4, new NormalCost(values, 10).Of(0, 3), precision: 12);
        Assert.Equal(3 * Math.Log(0.01), new NormalCost(values, 0.01).Of(3, 6), precision: 10);
        Assert.Equal(7 + Math.Log(1 / 3.0), new ModifiedBicCost(new MeanCost(values, 2)).Of(0, 3), precision: 12);
    }

    [Fact]
    public void Of_AnySplit_NeverCostsMore() => Property.Holds(Values.Mixed.Where(static list => list.Length > 1), static values =>
    {
        var noise = Math.Max(1, values.Max(static x => x * x));
        ISegmentCost[] costs = [new MeanCost(values, noise), new NormalCost(values, noise / 100), new ModifiedBicCost(new MeanCost(values, noise))];
        return costs.All(cost => Enumerable.Range(1, values.Length - 1).All(
            split => cost.Of(0, split) + cost.Of(split, values.Length) <= cost.Of(0, values.Length) + (1e-9 * Math.Abs(cost.Of(0, values.Length)) + 1e-9)));
    });

    // The division found costs what the cheapest one costs, by trying every place; equal costs may have other places.
    [Fact]
    public void Changes_AnySeries_CostsAsLittleAsTryingEveryPlace() => Property.Holds(
        Values.Scores.Where(static list => list.Length > 1).Zip(Gen.Choose(1, 6)).Zip(Gen.Choose(0, 40)), static drawn =>
        {
            var ((values, least), tenths) = drawn;
            ISegmentCost[] costs = [new MeanCost(values, 0.05), new NormalCost(values, 0.001), new ModifiedBicCost(new NormalCost(values, 0.01))];
            return costs.All(cost =>
            {
                var changes = Pelt.Changes(cost, tenths / 10.0, least);
                int[] ends = [0, .. changes, values.Length];
                var total = changes.Length * tenths / 10.0;
                for (var i = 1; i < ends.Length; i++)
                {
                    total += cost.Of(ends[i - 1], ends[i]);
                    if (changes.Length > 0 && ends[i] - ends[i - 1] < least)
                    {
                        return false;
                    }
                }

                return values.Length < least ? changes.Length == 0 : Math.Abs(total - Cheapest(cost, tenths / 10.0, least)) <= 1e-9 * (1 + Math.Abs(total));
            });
        },
        tests: 500);

    // Noise alone, 100 values: the modified BIC lets few changes through, and the p of those that it does is not small as a rule.
    [Fact]
    public void Find_NoiseAlone_FindsSeldom()
    {
        var random = new Random(21);
        var found = Enumerable.Range(0, 300).Count(_ => Pelt.Find(
            [.. Enumerable.Range(0, 100).Select(_ => Normal(random))], Times(100), new PeltSettings { Permutations = 0 }).Length > 0);

        Assert.InRange(found, 0, 30);
    }

    // A stretch without a change, its best split tested against shuffles: p is at most 0.1 in at most a tenth of them
    // (300 series: deviation 1.7 %).
    [Fact]
    public void P_NoiseAlone_IsUniform()
    {
        var random = new Random(22);
        var settings = new PeltSettings { Permutations = 99 };
        var small = Enumerable.Range(0, 300).Count(_ => SplitTest.P(
            static values => new MeanCost(values, 1), [.. Enumerable.Range(0, 60).Select(_ => Normal(random))], settings, 1, default) <= 0.1);

        Assert.InRange(small, 10, 46);
    }

    private static double Cheapest(ISegmentCost cost, double penalty, int least)
    {
        var best = new double[cost.Length + 1];
        Array.Fill(best, double.PositiveInfinity);
        best[0] = -penalty;
        for (var end = least; end <= cost.Length; end++)
        {
            for (var start = 0; start <= end - least; start++)
            {
                best[end] = Math.Min(best[end], best[start] + cost.Of(start, end) + penalty);
            }
        }

        return best[^1];
    }

    private static DateTimeOffset[] Times(int n) => [.. Enumerable.Range(0, n).Select(static i => Start.AddHours(i))];

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
