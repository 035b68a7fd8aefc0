using BenchHub.Evaluation.Statistics.Distributions;
using BenchHub.Evaluation.Tests.Statistics.Reference;

namespace BenchHub.Evaluation.Tests.Statistics.Distributions;

public sealed class DistributionsTests
{
    private sealed record Range(double Q, int K, double Freedom, double Upper);

    private sealed record RangeQuantile(double Tail, int K, double Freedom, double Q);

    private sealed record Noncentral(double T, double Freedom, double Shift, double Lower, double Upper);

    private sealed record Fisher(double F, double Above, double Below, double Upper);

    private sealed record Student(double T, double Freedom, double Tail);

    private sealed record Binomials(long K, long N, double Chance, double Lower);

    [Fact]
    public void StudentizedRange_Reference_AgreesToTheSmallestTails() => Assert.All(
        StatisticsReference.Of<Range>("studentizedRange"),
        static x => StatisticsReference.Close(x.Upper, new StudentizedRange(x.K).Upper(x.Q, x.Freedom), x));

    [Fact]
    public void StudentizedRangeQuantile_Scipy_Agrees() => Assert.All(
        StatisticsReference.Of<RangeQuantile>("rangeQuantiles"),
        static x => StatisticsReference.Close(x.Q, new StudentizedRange(x.K).UpperQuantile(x.Tail, x.Freedom), x));

    [Theory]
    [InlineData(1e-15, 1)]
    [InlineData(1 - 1e-15, 1)]
    [InlineData(1e-15, double.PositiveInfinity)]
    [InlineData(0.999, 7)]
    public void StudentizedRangeQuantile_ExtremeTail_IsTheInverse(double tail, double freedom)
    {
        var range = new StudentizedRange(2);
        StatisticsReference.Close(tail, range.Upper(range.UpperQuantile(tail, freedom), freedom), (tail, freedom));
    }

    // The range of two is √2 |Z|: P(range > q) = P(|Z| > q / √2), and with a deviation of ν degrees of freedom that of Student's t.
    [Fact]
    public void StudentizedRange_OfTwo_IsStudentsT()
    {
        foreach (var q in new[] { 0.01, 1, 4, 9, 30 })
        {
            StatisticsReference.Close(2 * StandardNormal.Upper(q / Math.Sqrt(2)), new StudentizedRange(2).Upper(q, double.PositiveInfinity), q, 1e-12);
            foreach (var freedom in new[] { 1, 2, 7, 60, 3_000, 200_000 })
            {
                StatisticsReference.Close(
                    StudentT.TwoSidedTail(q / Math.Sqrt(2), freedom), new StudentizedRange(2).Upper(q, freedom), (q, freedom), 1e-10);
            }
        }
    }

    [Fact]
    public void StudentizedRange_Ends_AreCertain()
    {
        var range = new StudentizedRange(3);

        Assert.Equal((1, 1, 0, 0), (range.Upper(0, 5), range.Upper(-1, 5), range.Upper(double.PositiveInfinity, 5), range.Upper(100, double.PositiveInfinity)));
        Assert.Equal(double.NaN, range.Upper(double.NaN, 5));
        Assert.Equal(1, range.Upper(1e-300, double.PositiveInfinity), precision: 12);
    }

    [Fact]
    public void NoncentralT_Reference_AgreesInBothTails() => Assert.All(StatisticsReference.Of<Noncentral>("noncentralT"), static x =>
    {
        StatisticsReference.Close(x.Lower, NoncentralT.Lower(x.T, x.Freedom, x.Shift), x);
        StatisticsReference.Close(x.Upper, NoncentralT.Upper(x.T, x.Freedom, x.Shift), x);
    });

    // Without a shift it is Student's t.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(250)]
    [InlineData(9_999)]
    [InlineData(1e6)]
    [InlineData(1e12)]
    public void NoncentralT_NoShift_IsStudentsT(double freedom) => Assert.All(
        new[] { 0.001, 0.7, 2, 5.5, 25 },
        t => StatisticsReference.Close(StudentT.Upper(t, freedom), NoncentralT.Upper(t, freedom, 0), (t, freedom)));

    [Fact]
    public void FisherF_Reference_Agrees() => Assert.All(
        StatisticsReference.Of<Fisher>("fisher"), static x => StatisticsReference.Close(x.Upper, FisherF.Upper(x.F, x.Above, x.Below), x));

    // t² has one degree of freedom above.
    [Fact]
    public void FisherF_OneAbove_IsTheSquareOfT() => Assert.All(
        new[] { 1, 4, 33, 1_000, 60_000 },
        static freedom => StatisticsReference.Close(StudentT.TwoSidedTail(2.5, freedom), FisherF.Upper(6.25, 1, freedom), freedom));

    [Fact]
    public void FisherF_Ends_AreCertain() => Assert.Equal(
        (1, 0, double.NaN), (FisherF.Upper(0, 2, 2), FisherF.Upper(double.PositiveInfinity, 2, 2), FisherF.Upper(double.NaN, 2, 2)));

    // For two degrees of freedom e^(-x/2), for four e^(-x/2) (1 + x/2).
    [Fact]
    public void ChiSquare_EvenFreedom_HasAClosedForm()
    {
        foreach (var x in new[] { 0.1, 3, 40, 900 })
        {
            StatisticsReference.Close(Math.Exp(-x / 2), ChiSquare.Upper(x, 2), x);
            StatisticsReference.Close(Math.Exp(-x / 2) * (1 + (x / 2)), ChiSquare.Upper(x, 4), x);
        }

        Assert.Equal((1, 0, double.NaN), (ChiSquare.Upper(0, 3), ChiSquare.Upper(double.PositiveInfinity, 3), ChiSquare.Upper(double.NaN, 3)));
    }

    [Fact]
    public void StudentT_Reference_AgreesToTheSmallestTails() => Assert.All(
        StatisticsReference.Of<Student>("studentT"), static x => StatisticsReference.Close(x.Tail, StudentT.TwoSidedTail(x.T, x.Freedom), x));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(40)]
    [InlineData(20_000)]
    [InlineData(1e9)]
    public void StudentTQuantile_AnyTail_IsTheInverse(double freedom) => Assert.All(
        new[] { 1e-100, 1e-12, 0.001, 0.025, 0.3, 0.5, 0.9 },
        tail => StatisticsReference.Close(tail, StudentT.Upper(StudentT.UpperQuantile(tail, freedom), freedom), (tail, freedom)));

    [Fact]
    public void Binomial_Reference_Agrees() => Assert.All(StatisticsReference.Of<Binomials>("binomial"), static x =>
    {
        StatisticsReference.Close(x.Lower, Binomial.Lower(x.K, x.N, x.Chance), x);
        Assert.Equal(1, Binomial.Lower(x.K, x.N, x.Chance) + Binomial.Upper(x.K + 1, x.N, x.Chance), precision: 9);
    });

    [Fact]
    public void Binomial_Ends_AreCertain() => Assert.Equal(
        (0, 1, 1, 0), (Binomial.Lower(-1, 5, 0.5), Binomial.Lower(5, 5, 0.5), Binomial.Upper(0, 5, 0.5), Binomial.Upper(6, 5, 0.5)));

    [Fact]
    public void StandardNormal_UpperQuantile_IsTheInverse()
    {
        Assert.Equal(1.959963984540054, StandardNormal.UpperQuantile(0.025), precision: 14);
        Assert.All(new[] { 1e-300, 1e-20, 0.2, 0.5, 0.99 }, static tail => StatisticsReference.Close(tail, StandardNormal.Upper(StandardNormal.UpperQuantile(tail)), tail));
    }
}
