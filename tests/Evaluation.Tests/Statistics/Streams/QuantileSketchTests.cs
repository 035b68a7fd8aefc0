using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Streams;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Statistics.Streams;

public sealed class QuantileSketchTests
{
    private static readonly double[] Shares = [0, 0.001, 0.01, 0.1, 0.25, 0.5, 0.77, 0.9, 0.99, 0.999, 1];

    public static TheoryData<string> Shapes => ["uniform", "exponential", "ascending", "descending", "few", "spikes", "doubling"];

    // Position 3 * 0.5 = 1.5: between 2 and 3.
    [Fact]
    public void Quantile_FourValues_InterpolatesAsTheExactOne() => Assert.Equal(2.5, Of([4, 1, 3, 2]).Quantile(0.5));

    [Fact]
    public void Quantile_FewValues_IsExact() => Property.Holds(Values.Mixed.Where(static list => list.Length is > 0 and <= 100), static values =>
    {
        var (sketch, sorted) = (Of(values), values.Order().ToArray());
        return Shares.All(q => sketch.Quantile(q) == Quantile.OfSorted(sorted, q));
    });

    [Fact]
    public void Quantile_NoValues_IsUndefined()
    {
        Assert.Equal(double.NaN, new QuantileSketch().Quantile(0.5));
        Assert.Equal(Interval.Undefined, new QuantileSketch().Bounds(0.5));
    }

    [Fact]
    public void Quantile_OneValue_IsThatValue() => Assert.All(Shares, static q => Assert.Equal(7, Of([7]).Quantile(q)));

    [Fact]
    public void Quantile_EqualValues_IsThatValueInOneCluster()
    {
        var sketch = Of([.. Enumerable.Repeat(0.1, 100_000)]);

        Assert.Equal((0.1, new Interval(0.1, 0.1)), (sketch.Quantile(0.3), sketch.Bounds(0.3)));
        Assert.Equal(6, sketch.ToArray().Length);
    }

    // The ends 0 and 10 are values; the two between are a mass of 2 spread evenly, whose halves are passed at 5 and at 10.
    [Fact]
    public void Ordered_AClusterOfFour_SpreadsTheInnerTwo()
    {
        Cluster[] clusters = [new(0, 10, 4), new(20, 20, 1)];

        Assert.Equal([0, 5, 10, 10, 20], Enumerable.Range(0, 5).Select(rank => Clusters.Ordered(clusters, rank)));
    }

    // Values up to 0: 1. Below 5: 1 + 2 * 5/10 = 2, and with the end 5 itself 3. Below 10: 3 + 1 + 2 * 5/10 = 5, and with 10
    // itself 6. So the second value is at 5, the fourth where 4 of 3 to 5 are passed: half way from 5 to 10.
    [Fact]
    public void Ordered_OverlappingClusters_AddTheirMasses()
    {
        Cluster[] clusters = [new(0, 10, 4), new(5, 15, 4)];

        Assert.Equal([0, 5, 5, 7.5, 10, 10], Enumerable.Range(0, 6).Select(rank => Clusters.Ordered(clusters, rank)));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Bounds_AnyShapeInOnePass_HoldTheTrueQuantileAndAreNarrow(string shape)
    {
        var values = Shape(shape, 50_000);
        var (sketch, sorted) = (Of(values), values.Order().ToArray());

        AssertBounds(sketch, sorted, clusters: 3);
        Assert.InRange(sketch.ToArray().Length, 0, 3 + (3 * 200));
    }

    // A hundred parts, merged in a chain and in pairs.
    [Theory]
    [MemberData(nameof(Shapes))]
    public void Bounds_AnyShapeMerged_HoldTheTrueQuantile(string shape)
    {
        var values = Shape(shape, 50_000);
        var sorted = values.Order().ToArray();
        var chain = values.Chunk(500).Select(Of).Aggregate(Merged);
        var tree = values.Chunk(500).Select(Of).ToArray();
        while (tree.Length > 1)
        {
            tree = [.. tree.Chunk(2).Select(static two => two.Aggregate(Merged))];
        }

        AssertBounds(chain, sorted, clusters: 8);
        AssertBounds(tree[0], sorted, clusters: 8);
    }

    [Fact]
    public void Bounds_AnyValuesAnyGrouping_HoldTheTrueQuantile() => Property.Holds(
        Gen.Choose(1, 4_000).Zip(Gen.Choose(0, 1_000)).Zip(Gen.Choose(1, 9)), static drawn =>
        {
            var ((n, seed), parts) = drawn;
            var random = new Random(seed);
            double[] values = [.. Enumerable.Range(0, n).Select(_ => Math.Round(Math.Tan(random.NextDouble() * 1.5), random.Next(4)))];
            var sketch = values.Chunk((n + parts - 1) / parts).Select(part => Sketched(part, compression: 20)).Aggregate(Merged);
            Array.Sort(values);
            return sketch.Count == n && Shares.All(q =>
                sketch.Bounds(q) is var bounds && bounds.Low <= Quantile.OfSorted(values, q) && Quantile.OfSorted(values, q) <= bounds.High
                && bounds.Low <= sketch.Quantile(q) && sketch.Quantile(q) <= bounds.High);
        });

    [Fact]
    public void Quantile_GrowingShare_NeverFalls()
    {
        var sketch = Shape("exponential", 30_000).Chunk(700).Select(Of).Aggregate(Merged);
        double[] quantiles = [.. Enumerable.Range(0, 2_001).Select(i => sketch.Quantile(i / 2_000.0))];

        Assert.Equal(quantiles.Order(), quantiles);
    }

    [Fact]
    public void Merge_EitherWay_IsTheSame()
    {
        double[] a = Shape("exponential", 5_000), b = Shape("uniform", 3_000);

        Assert.Equal(Merged(Of(a), Of(b)).ToArray(), Merged(Of(b), Of(a)).ToArray());
    }

    [Fact]
    public void Merge_WithNothing_ChangesNothing()
    {
        var some = Of([3, 1, double.NaN]);

        Assert.Equal(some.ToArray(), Merged(some, new()).ToArray());
        Assert.Equal(some.ToArray(), Merged(new(), some).ToArray());
    }

    [Fact]
    public void Merge_OtherCompression_IsRefused() =>
        Assert.Contains("100", Assert.Throws<ArgumentException>(static () => new QuantileSketch(200).Merge(new(100))).Message, StringComparison.Ordinal);

    [Fact]
    public void Add_SameOrder_GivesTheSameBitsHoweverOftenItIsRead()
    {
        var values = Shape("exponential", 10_000);
        var (read, unread) = (new QuantileSketch(), Of(values));
        foreach (var value in values)
        {
            read.Add(value);
            _ = read.Quantile(0.5);
        }

        Assert.Equal(unread.ToArray(), read.ToArray());
    }

    [Fact]
    public void Add_NaN_IsCountedApart() => Assert.Equal((2, 1, 1.5), Of([1, double.NaN, 2]) is var sketch ? (sketch.Count, sketch.Undefined, sketch.Quantile(0.5)) : default);

    [Fact]
    public void Add_Infinity_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(static () => new QuantileSketch().Add(double.NegativeInfinity));

    [Fact]
    public void Quantile_ShareOutsideOfTheRange_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => Of([1]).Quantile(1.01));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Of([1]).Bounds(-0.01));
    }

    [Fact]
    public void FromArray_OfToArray_IsTheSame()
    {
        var sketch = Of([.. Shape("spikes", 9_000), double.NaN]);
        var read = QuantileSketch.FromArray(sketch.ToArray());

        Assert.Equal((sketch.Count, sketch.Undefined, sketch.Compression), (read.Count, read.Undefined, read.Compression));
        Assert.Equal(sketch.ToArray(), read.ToArray());
        Assert.Equal([.. Shares.Select(sketch.Quantile)], Shares.Select(read.Quantile));
    }

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new double[] { 2, 200, 0 })]
    [InlineData(new double[] { 1, 200, 0, 1 })]
    [InlineData(new double[] { 1, 200, -1 })]
    [InlineData(new double[] { 1, 5, 0 })]
    [InlineData(new double[] { 1, 200, 0, 2, 1, 5 })]
    [InlineData(new double[] { 1, 200, 0, 1, 2, 0 })]
    [InlineData(new double[] { 1, 200, 0, double.NaN, 2, 1 })]
    [InlineData(new double[] { 1, 200, 0, 1, double.PositiveInfinity, 1 })]
    public void FromArray_Damaged_IsRefused(double[] kept) => Assert.ThrowsAny<ArgumentException>(() => QuantileSketch.FromArray(kept));

    private static QuantileSketch Of(double[] values) => Sketched(values, 200);

    private static QuantileSketch Sketched(double[] values, int compression)
    {
        var sketch = new QuantileSketch(compression);
        Array.ForEach(values, sketch.Add);
        return sketch;
    }

    private static QuantileSketch Merged(QuantileSketch a, QuantileSketch b)
    {
        a.Merge(b);
        return a;
    }

    // The bounds hold the truth, and the ranks that they span are a few clusters of the size that the documentation gives.
    private static void AssertBounds(QuantileSketch sketch, double[] sorted, int clusters) => Assert.All(Shares, q =>
    {
        var (bounds, truth) = (sketch.Bounds(q), Quantile.OfSorted(sorted, q));
        var cluster = (2 * Math.PI * Math.Sqrt(q * (1 - q)) / sketch.Compression) + Math.Pow(Math.PI / sketch.Compression, 2);
        Assert.InRange(truth, bounds.Low, bounds.High);
        Assert.InRange(sketch.Quantile(q), bounds.Low, bounds.High);
        Assert.InRange(sorted.Count(x => x > bounds.Low && x < bounds.High) / (double)sorted.Length, 0, clusters * cluster);
    });

    private static double[] Shape(string name, int n)
    {
        var random = new Random(8);
        return [.. Enumerable.Range(0, n).Select(i => name switch
        {
            "uniform" => random.NextDouble(),
            "exponential" => -Math.Log(1 - random.NextDouble()),
            "ascending" => i,
            "descending" => -i,
            "few" => random.Next(3) / 2.0,
            "spikes" => random.Next(10) == 0 ? 1e9 * random.NextDouble() : random.NextDouble(),
            _ => Math.ScaleB(1 + random.NextDouble(), random.Next(-900, 900)),
        })];
    }
}
