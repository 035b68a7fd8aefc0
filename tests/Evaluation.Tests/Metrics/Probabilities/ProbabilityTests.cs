using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Probabilities;
using BenchHub.Evaluation.Statistics.Resampling;
using FsCheck;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Metrics.Probabilities;

public sealed class ProbabilityTests
{
    private const double Exact = 1e-12;

    // Positives 0.8 and 0.4, negatives 0.4 and 0.2.
    private static readonly ClassProbabilities[] Four = Items((0.8, true), (0.4, false), (0.4, true), (0.2, false));

    // Confidences 0.6 right, 0.8 wrong, 0.9 right, 0.5 right.
    private static readonly ClassProbabilities[] Sure = Items((0.6, true), (0.8, false), (0.1, false), (0.5, false));

    private static Gen<ClassProbabilities[]> Scored => Gen.ArrayOf(
            Gen.Choose(0, 12).SelectMany(static score => Gen.Elements(true, false).Select(positive => ClassProbabilities.Binary(score / 12.0, positive))))
        .Where(static items => items.Any(static item => item.Actual == 0) && items.Any(static item => item.Actual == 1));

    // Of 4 pairs, 3 are in order and 1 ties: 3.5 / 4. Thresholds 0.8: precision 1, recall 1/2; 0.4: 2/3 and 1.
    [Fact]
    public void Measure_Areas_AreTheirDefinitions()
    {
        Assert.Equal(3.5 / 4, Value("roc_auc", Four), Exact);
        Assert.Equal((0.5 * 1) + (0.5 * 2 / 3), Value("pr_auc", Four), Exact);
    }

    // Class 0 of 2 items, 1 and 2 of one each. Values of class 0: 0.6, 0.2 against 0.3, 0.1: 3 of 4 pairs. Of class 1: 0.5 against
    // 0.2, 0.5, 0.1: 2.5 of 3. Of class 2: 0.8 against 0.2, 0.3, 0.2: all.
    [Fact]
    public void Measure_ThreeClasses_AveragesOneAgainstTheRest()
    {
        ClassProbabilities[] items = [new([0.6, 0.2, 0.2], 0), new([0.2, 0.5, 0.3], 0), new([0.3, 0.5, 0.2], 1), new([0.1, 0.1, 0.8], 2)];

        Assert.Equal(((3.0 / 4) + (2.5 / 3) + 1) / 3, Value("roc_auc", items), Exact);
        Assert.Equal(((2 * 3.0 / 4) + (2.5 / 3) + 1) / 4, Value("roc_auc(average=weighted)", items), Exact);
    }

    [Theory]
    [InlineData("roc_auc", true, "all items have class 1")]
    [InlineData("roc_auc", false, "all items have class 0")]
    [InlineData("pr_auc", false, "no item has class 1")]
    public void Measure_OneClass_IsUndefinedWithTheReason(string metric, bool positive, string reason)
    {
        var aggregate = Measure(metric, Items((0.5, positive), (0.4, positive)));

        Assert.Equal((double.NaN, double.NaN, 0, 2), (aggregate.Value, aggregate.CiLow, aggregate.N, aggregate.Undefined));
        Assert.EndsWith($"undefined because {reason}", aggregate.Policy, StringComparison.Ordinal);
    }

    [Fact]
    public void Measure_AbsentClassOfThree_IsUndefined()
    {
        ClassProbabilities[] items = [new([0.6, 0.2, 0.2], 0), new([0.2, 0.5, 0.3], 1)];

        Assert.EndsWith("undefined because no item has class 2", Measure("roc_auc", items).Policy, StringComparison.Ordinal);
        Assert.EndsWith("undefined because no item has class 2", Measure("pr_auc", items).Policy, StringComparison.Ordinal);
    }

    [Fact]
    public void Measure_OnlyPositives_HasAverageArea() => Assert.Equal(1, Value("pr_auc", Items((0.5, true), (0.4, true))));

    // Resamples without one of the two classes are left out of the interval and do not spoil it.
    [Fact]
    public void Measure_FewItems_HasAnInterval()
    {
        var aggregate = MetricCatalog.Resolve("roc_auc").Over(Four, new BootstrapSettings { Resamples = 500 });

        Assert.InRange(aggregate.CiLow, 0, 0.875);
        Assert.Equal(1, aggregate.CiHigh);
    }

    [Fact]
    public void Measure_ItemsThatDoNotFit_AreRefusedByNumber()
    {
        Assert.Equal(
            "roc_auc of item 2: it has values for 3 classes, and the first item for 2.",
            Assert.Throws<InvalidItemException>(static () => Value("roc_auc", [new([0.5, 0.5], 0), new([0.2, 0.2, 0.6], 1)])).Message);
        Assert.Equal(
            "roc_auc of item 1: the probabilities of its classes must sum to 1, not to 1.5.",
            Assert.Throws<InvalidItemException>(static () => Value("roc_auc", [new([0.5, 0.5, 0.5], 0)])).Message);
        Assert.Equal(
            "log_loss of item 1: Probabilities must be from 0 to 1, not -1, 2.",
            Assert.Throws<InvalidItemException>(static () => Value("log_loss", Items((2, true)))).Message);
        Assert.Equal(
            "Item 1: probabilities must be from 0 to 1, not -1, 2.",
            Assert.Throws<InvalidItemException>(static () => Value("ece", Items((2, true)))).Message);
        Assert.Equal(
            "brier(over=positive) of item 1: over=positive is for two classes, not 3.",
            Assert.Throws<InvalidItemException>(static () => Value("brier(over=positive)", [new([0.2, 0.2, 0.6], 1)])).Message);
    }

    [Fact]
    public void Constructor_NoClassesOrNumbers_IsRefused()
    {
        Assert.Throws<InvalidItemException>(static () => new ClassProbabilities([1], 0));
        Assert.Throws<InvalidItemException>(static () => new ClassProbabilities([double.NaN, 1], 0));
        Assert.Throws<InvalidItemException>(static () => new ClassProbabilities([0.5, 0.5], 2));
        Assert.Throws<InvalidItemException>(static () => new ClassProbabilities([0.5, 0.5], -1));
    }

    // -ln 0.8; a class held impossible costs -ln 2.220446049250313e-16 = 36.04365338911715; 0.3 of a sum of 0.6 is a half.
    [Fact]
    public void Scores_LogLoss_IsClippedAndNormalised()
    {
        Assert.Equal(-Math.Log(0.8), Value("log_loss", Items((0.8, true))), Exact);
        Assert.Equal(36.04365338911715, Value("log_loss", Items((0, true))), Exact);
        Assert.Equal(Math.Log(2), Value("log_loss", [new([0.3, 0.3], 0)]), Exact);
    }

    // 0.2² twice; 0.2² once; 0.5² + 0.3² + 0.2².
    [Fact]
    public void Scores_Brier_SumsOverClassesOrTakesThePositive()
    {
        Assert.Equal(0.08, Value("brier", Items((0.8, true))), Exact);
        Assert.Equal(0.04, Value("brier(over=positive)", Items((0.8, true))), Exact);
        Assert.Equal(0.38, Value("brier", [new([0.5, 0.3, 0.2], 0)]), Exact);
    }

    // Two bins: (0, 0.5] holds 0.5, right; (0.5, 1] holds 0.6, 0.8 and 0.9, two right: (0.5 + |2 - 2.3|) / 4, at worst 0.5.
    // Two halves: 0.5 and 0.6, both right; 0.8 and 0.9, one right: (|2 - 1.1| + |1 - 1.7|) / 4.
    [Fact]
    public void Measure_CalibrationErrors_AreTheirDefinitions()
    {
        Assert.Equal(0.2, Value("ece(bins=2)", Sure), Exact);
        Assert.Equal(0.5, Value("mce(bins=2)", Sure), Exact);
        Assert.Equal(0.4, Value("adaptive_ece(bins=2)", Sure), Exact);

        // A bin each and three empty ones: (0.5 + 0.4 + 0.8 + 0.1) / 4.
        Assert.Equal(0.45, Value("adaptive_ece(bins=7)", Sure), Exact);
    }

    [Fact]
    public void ReliabilityDiagram_Bins_SayWhatTheyHold()
    {
        var width = ReliabilityDiagram.Of(Sure, bins: 2);
        var mass = ReliabilityDiagram.Of(Sure, bins: 2, equalMass: true);

        Assert.Equal(new ReliabilityBin(0, 0.5, 1, 0.5, 1), width[0]);
        Assert.Equal((0.5, 1, 3, 2.3 / 3, 2.0 / 3), (width[1].Low, width[1].High, width[1].Count, width[1].Confidence, width[1].Accuracy));
        Assert.Equal((0.8, 0.9, 2, 0.5), (mass[1].Low, mass[1].High, mass[1].Count, mass[1].Accuracy));
        Assert.All(ReliabilityDiagram.Of([]), static bin => Assert.Equal((0, double.NaN), (bin.Count, bin.Accuracy)));
        Assert.Throws<ArgumentOutOfRangeException>(static () => ReliabilityDiagram.Of([], bins: 0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => ReliabilityDiagram.Of([], bins: 1_001));
    }

    // An edge belongs to the bin below it, and the next number to the one above, whatever the product of both rounds to.
    [Fact]
    public void ReliabilityDiagram_Edges_BelongBelow()
    {
        foreach (var bins in new[] { 1, 3, 7, 10, 15, 100, 1_000 })
        {
            for (var m = bins / 2; m < bins; m++)
            {
                var edge = (double)(m + 1) / bins;
                Assert.Equal(1, ReliabilityDiagram.Of([new([edge, 0], 0)], bins)[m].Count);
                if (m + 1 < bins)
                {
                    Assert.Equal(1, ReliabilityDiagram.Of([new([Math.BitIncrement(edge), 0], 0)], bins)[m + 1].Count);
                }
            }
        }
    }

    [Fact]
    public void Measure_ReversedScores_ComplementTheRocArea() => Property.Holds(Scored, static items =>
        Math.Abs(Value("roc_auc", items) + Value("roc_auc", [.. items.Select(static item => ClassProbabilities.Binary(1 - item.Values[1], item.Actual == 1))]) - 1) < 1e-9,
        tests: 100);

    [Fact]
    public void Measure_MonotoneScoresInAnyOrder_ChangeNoArea() => Property.Holds(Scored, static items =>
    {
        ClassProbabilities[] other = [.. items.Reverse().Select(static item => ClassProbabilities.Binary(Math.Exp(item.Values[1]), item.Actual == 1))];
        return Math.Abs(Value("roc_auc", items) - Value("roc_auc", other)) < Exact && Math.Abs(Value("pr_auc", items) - Value("pr_auc", other)) < Exact;
    }, tests: 100);

    [Fact]
    public void Measure_AnyItems_IsBetweenItsBounds() => Property.Holds(Scored, static items =>
        Value("roc_auc", items) is >= 0 and <= 1 && Value("pr_auc", items) is > 0 and <= 1 && Value("ece", items) is >= 0 and <= 1
        && Value("mce", items) is var worst && worst <= 1 && worst >= Value("ece", items) - Exact && Value("brier", items) is >= 0 and <= 2,
        tests: 100);

    private static ClassProbabilities[] Items(params (double Score, bool Positive)[] items) =>
        [.. items.Select(static item => ClassProbabilities.Binary(item.Score, item.Positive))];

    private static double Value(string metric, ClassProbabilities[] items) => Measure(metric, items).Value;

    private static Aggregate Measure(string metric, ClassProbabilities[] items) =>
        MetricCatalog.Resolve(metric).Over(items, new BootstrapSettings { Resamples = 10 });
}
