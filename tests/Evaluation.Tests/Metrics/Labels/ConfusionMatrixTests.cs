using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Labels;
using BenchHub.Evaluation.Statistics.Resampling;
using FsCheck;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Metrics.Labels;

public sealed class ConfusionMatrixTests
{
    private const double Exact = 1e-12;

    // a taken for a twice and for b once; b for b once and for nothing once: n = 5, 3 right.
    private static readonly LabelPair[] Five = [new("a", "a"), new("a", "a"), new("a", "b"), new("b", "b"), new("b", null)];

    private static Gen<LabelPair[]> Items => Gen.ArrayOf(
        Gen.Elements("a", "b", "c", "d").SelectMany(static actual => Gen.Elements("a", "b", "c", "d", null).Select(said => new LabelPair(actual, said))));

    [Fact]
    public void Of_Items_CountsCellsAndMargins()
    {
        var matrix = ConfusionMatrix.Of(Five);

        Assert.Equal(["a", "b"], matrix.Classes);
        Assert.Equal((2, 1, 1, 1, 0), (matrix["a", "a"], matrix["a", "b"], matrix["b", "b"], matrix["b", null], matrix["b", "a"]));
        Assert.Equal((5, 3, 1), (matrix.Counts.Total, matrix.Counts.Correct, matrix.Counts.Unpredicted));
        Assert.Equal([3, 2], matrix.Counts.Actual.ToArray());
        Assert.Equal([2, 2], matrix.Counts.Predicted.ToArray());
        Assert.Equal(
            [new("a", "a"), new("a", "b"), new("b", null), new("b", "b")],
            matrix.Cells().Select(static cell => cell.Key));
    }

    // Recalls 2/3 and 1/2, precisions 2/2 and 1/2; F1 of a 2 * 1 * 2/3 / (5/3) = 4/5, of b 1/2.
    [Fact]
    public void Scores_Averages_AreTheirDefinitions()
    {
        var counts = ConfusionMatrix.Of(Five).Counts;

        Assert.Equal(3.0 / 5, counts.Accuracy(), Exact);
        Assert.Equal(((2.0 / 3) + 0.5) / 2, counts.BalancedAccuracy(), Exact);
        Assert.Equal((0.75, 0.65), (counts.Scores(ClassAverage.Macro).Precision, Math.Round(counts.Scores(ClassAverage.Macro).F1, 12)));

        // Together 3 hits of 4 predictions and of 5 items: F1 = 2 * 3/4 * 3/5 / (27/20) = 2/3.
        Assert.Equal(new ClassScores(3.0 / 4, 3.0 / 5, 2.0 / 3), Rounded(counts.Scores(ClassAverage.Micro)));

        // Weighted by 3 and 2 items: precision (3 * 1 + 2 / 2) / 5, recall (3 * 2/3 + 2 / 2) / 5, F1 (3 * 4/5 + 2 / 2) / 5.
        Assert.Equal(new ClassScores(0.8, 0.6, 0.68), Rounded(counts.Scores(ClassAverage.Weighted)));
    }

    // sum t p = 3 * 2 + 2 * 2 = 10. Kappa (3 * 5 - 10) / (25 - 10) = 1/3.
    // Matthews 5 / sqrt((25 - 9 - 4)(25 - 4 - 4 - 1)), the prediction of nothing being a class: 5 / sqrt(12 * 16).
    [Fact]
    public void KappaAndMatthews_AreTheirDefinitions()
    {
        var counts = ConfusionMatrix.Of(Five).Counts;

        Assert.Equal(1.0 / 3, counts.Kappa(), Exact);
        Assert.Equal(5 / Math.Sqrt(192), counts.Matthews(), Exact);
    }

    // c is predicted and never true: precision 0 of 1, recall 0/0.
    [Fact]
    public void Scores_ClassWithoutItems_CountsAsZeroDivision()
    {
        var counts = ConfusionMatrix.Of([new("a", "a"), new("a", "c")]).Counts;

        Assert.Equal(0.25, counts.Scores(ClassAverage.Macro).Recall);
        Assert.Equal(0.75, counts.Scores(ClassAverage.Macro, zeroDivision: 1).Recall);
        Assert.Equal(0.5, counts.BalancedAccuracy());
    }

    [Fact]
    public void Scores_NothingPredicted_CountsAsZeroDivision()
    {
        var counts = ConfusionMatrix.Of([new("a", null)]).Counts;

        Assert.Equal((0, 1), (counts.Scores(ClassAverage.Micro).Precision, counts.Scores(ClassAverage.Micro, 1).Precision));
    }

    [Fact]
    public void Scores_NoItems_AreUndefined()
    {
        var counts = ConfusionMatrix.Of([]).Counts;

        Assert.All(
            [counts.Accuracy(), counts.BalancedAccuracy(), counts.Matthews(), counts.Kappa(), counts.Scores(ClassAverage.Micro).F1, counts.Scores(ClassAverage.Macro).F1],
            static value => Assert.Equal(double.NaN, value));
    }

    [Fact]
    public void Measure_OneClassThroughout_IsUndefinedOrZeroAsTheReferenceHasIt()
    {
        LabelPair[] same = [new("a", "a"), new("a", "a")];

        var kappa = Measure("cohen_kappa", same);
        Assert.Equal((double.NaN, 0, 2), (kappa.Value, kappa.N, kappa.Undefined));
        Assert.Equal(
            "failed and missing items are left out; undefined because all items have one class and were given it, so that chance alone agrees", kappa.Policy);
        Assert.Equal(0, Measure("mcc", same).Value);
    }

    [Fact]
    public void Merge_OfParts_IsTheWhole() => Property.Holds(Gen.Two(Items), static parts =>
    {
        var (a, b) = (ConfusionMatrix.Of(parts.Item1), ConfusionMatrix.Of(parts.Item2));
        var whole = ConfusionMatrix.Of([.. parts.Item1, .. parts.Item2]);
        return Same(a.Merge(b), whole) && Same(b.Merge(a), whole) && Same(whole.Merge(ConfusionMatrix.Of([])), whole);
    });

    [Fact]
    public void Measure_AnyItems_IsTheMatrixScore() => Property.Holds(Items.Where(static items => items.Length > 0), static items =>
    {
        var counts = ConfusionMatrix.Of(items).Counts;
        return Near(Measure("label_f1", items).Value, counts.Scores(ClassAverage.Macro).F1)
            && Near(Measure("accuracy", items).Value, counts.Accuracy())
            && Near(Measure("cohen_kappa", items).Value, counts.Kappa())
            && Near(Measure("mcc", items).Value, counts.Matthews());
    }, tests: 100);

    [Fact]
    public void Scores_OtherNamesOrOrder_ChangeNothing() => Property.Holds(Items.Where(static items => items.Length > 0), static items =>
    {
        var named = ConfusionMatrix.Of(items).Counts;
        var renamed = ConfusionMatrix.Of(items.Reverse().Select(static item => new LabelPair(Renamed(item.True)!, Renamed(item.Predicted)))).Counts;
        return Near(named.Matthews(), renamed.Matthews()) && Near(named.Kappa(), renamed.Kappa())
            && Near(named.Scores(ClassAverage.Weighted).F1, renamed.Scores(ClassAverage.Weighted).F1);
    });

    private static string? Renamed(string? label) => label is null ? null : ((char)('z' - label[0])).ToString();

    private static bool Same(ConfusionMatrix a, ConfusionMatrix b) =>
        a.Cells().SequenceEqual(b.Cells()) && a.Classes.SequenceEqual(b.Classes) && a.Counts.Hits.SequenceEqual(b.Counts.Hits)
        && a.Counts.Total == b.Counts.Total && a.Counts.Predicted.SequenceEqual(b.Counts.Predicted);

    private static bool Near(double a, double b) => a.Equals(b) || Math.Abs(a - b) < 1e-12;

    private static Aggregate Measure(string metric, LabelPair[] items) =>
        MetricCatalog.Resolve(metric).Over(items, new BootstrapSettings { Resamples = 10 });

    private static ClassScores Rounded(ClassScores scores) =>
        new(Math.Round(scores.Precision, 15), Math.Round(scores.Recall, 15), Math.Round(scores.F1, 15) is var f && Math.Abs(f - (2.0 / 3)) < 1e-12 ? 2.0 / 3 : Math.Round(scores.F1, 12));
}
