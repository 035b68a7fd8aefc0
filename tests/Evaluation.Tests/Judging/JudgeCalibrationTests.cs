using BenchHub.Evaluation.Judging;
using BenchHub.Evaluation.Judging.Calibration;
using BenchHub.Evaluation.Metrics.Ratings;
using BenchHub.Evaluation.Statistics.Resampling;
using BenchHub.Evaluation.Tests.Golden;
using static BenchHub.Evaluation.Tests.Golden.ReferenceJson;

namespace BenchHub.Evaluation.Tests.Judging;

public sealed class JudgeCalibrationTests
{
    private static readonly BootstrapSettings Quick = new() { Resamples = 500 };

    [Fact]
    public void Of_OrdinalCasesOfScipyAndScikitLearn_AreEqual()
    {
        foreach (var reference in Load("judge_reference.json")["ordinal"]!.AsArray())
        {
            var (human, judge, length) = (reference!["human"].Numbers(), reference["judge"].Numbers(), reference["length"].Numbers());
            var calibration = JudgeCalibration.Of([.. human.Select((label, i) => new GoldItem(label, judge[i]) { Length = length[i] })], MeasurementLevel.Ordinal, Quick);

            AssertNear(reference["agreement"]!.GetValue<double>(), calibration.Agreement, "agreement");
            AssertNear(reference["agreement_interval"].Numbers()[0], calibration.AgreementInterval.Low, "its low end");
            AssertNear(reference["agreement_interval"].Numbers()[1], calibration.AgreementInterval.High, "its high end");
            AssertNear(reference["kappa"]!.GetValue<double>(), calibration.Kappa!.Value, "kappa");
            AssertNear(reference["quadratic"]!.GetValue<double>(), calibration.WeightedKappa!.Value, "weighted kappa");
            AssertNear(reference["leniency"]!.GetValue<double>(), calibration.Leniency.Value, "leniency");
            AssertEqual(reference["spearman"].Numbers(), calibration.Spearman!);
            AssertEqual(reference["pearson"].Numbers(), calibration.Pearson!);
            AssertEqual(reference["length_spearman"].Numbers(), calibration.Length!.Spearman);
            AssertEqual(reference["length_pearson"].Numbers(), calibration.Length.Pearson);
            Assert.InRange(calibration.Kappa.Value, calibration.Kappa.Interval.Low, calibration.Kappa.Interval.High);
            Assert.InRange(calibration.WeightedKappa.Value, calibration.WeightedKappa.Interval.Low, calibration.WeightedKappa.Interval.High);
        }
    }

    [Fact]
    public void Of_PairsOfScipy_AreEqual()
    {
        foreach (var reference in Load("judge_reference.json")["pairs"]!.AsArray())
        {
            var orders = reference!["before"].Numbers().Zip(reference["after"].Numbers(), static (before, after) => new PairOrders(Choice(before), Choice(after)));
            var bias = PositionBias.Of(orders)!;

            Assert.Equal(((int)reference["first"]!.GetValue<double>(), (int)reference["second"]!.GetValue<double>()), (bias.First, bias.Second));
            AssertNear(reference["share"]!.GetValue<double>(), bias.Share, "share");
            AssertNear(reference["interval"].Numbers()[0], bias.ShareInterval.Low, "its low end");
            AssertNear(reference["interval"].Numbers()[1], bias.ShareInterval.High, "its high end");
            Assert.InRange(bias.P / reference["p"]!.GetValue<double>(), 1 - 1e-9, 1 + 1e-9);
        }
    }

    // Of 4 verdicts 3 agree; people: 2 yes of 4, judge: 3 of 4, so that 1/2 agrees by chance and kappa is (3/4 - 1/2) / (1/2).
    [Fact]
    public void Of_UndefinedVerdicts_AreCountedAndLeftOut()
    {
        GoldItem[] items = [new(1, 1), new(1, 1), new(0, 1), new(0, 0), new(0, double.NaN), new(1, double.NaN)];

        var calibration = JudgeCalibration.Of(items, MeasurementLevel.Nominal, Quick);

        Assert.Equal((6, 2, 0.75, 0.25), (calibration.Items, calibration.Undefined, calibration.Agreement, calibration.Leniency.Value));
        Assert.Equal(0.5, calibration.Kappa!.Value, 1e-12);
        Assert.Null(calibration.WeightedKappa);
        Assert.Null(calibration.Spearman);
        Assert.Null(calibration.Position);
        Assert.Null(calibration.Length);
    }

    [Fact]
    public void Of_SharesOrNothing_HaveNoKappa()
    {
        var shares = JudgeCalibration.Of([new(0.5, 0.25), new(1, 0.75), new(0, 0)], MeasurementLevel.Interval, Quick);
        var nothing = JudgeCalibration.Of([new(1, double.NaN)], MeasurementLevel.Ordinal, Quick);

        Assert.Null(shares.Kappa);
        Assert.Equal(3, shares.Pearson!.N);
        Assert.True(double.IsNaN(nothing.Agreement) && double.IsNaN(nothing.Kappa!.Value) && double.IsNaN(nothing.Kappa.Interval.Low));
        Assert.Throws<ArgumentException>(() => JudgeCalibration.Of([new(double.NaN, 1)], MeasurementLevel.Ordinal));
    }

    [Fact]
    public void Of_PairwiseItems_ReportThePosition() =>
        Assert.Equal(1, JudgeCalibration.Of([new(1, 0.5) { Orders = new(PairChoice.First, PairChoice.First) }, new(1, 1)], MeasurementLevel.Ordinal, Quick).Position!.Share);

    private static PairChoice Choice(double sign) => sign > 0 ? PairChoice.First : sign < 0 ? PairChoice.Second : PairChoice.Tie;

    private static void AssertEqual(double[] expected, Correlation actual)
    {
        AssertNear(expected[0], actual.Value, "correlation");
        Assert.True(Math.Abs(expected[1] - actual.P) <= (1e-9 * expected[1]) + 1e-300, $"p is {actual.P:R} and should be {expected[1]:R}.");
    }
}
