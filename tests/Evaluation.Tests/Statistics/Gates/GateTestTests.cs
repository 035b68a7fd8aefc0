using System.Text.Json;
using BenchHub.Evaluation.Statistics.Gates;
using BenchHub.Evaluation.Tests.Statistics.Reference;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Statistics.Gates;

public sealed class GateTestTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private static readonly Case[] Cases = JsonDocument.Parse(ReferenceFolder.Read("gate_reference.json")).RootElement.GetProperty("cases").Deserialize<Case[]>(Web)!;

    public static TheoryData<string> Names => [.. Cases.Select(static one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Test_Case_EqualsScipysShiftedTTest(string name)
    {
        var one = Cases.Single(candidate => candidate.Name == name);
        var verdict = GateTest.Test(Gate.Parse(one.Gate), one.A, one.B ?? []);

        Assert.Equal(one.Outcome, verdict.Outcome.ToString().ToLowerInvariant());
        StatisticsReference.Close(one.Limit, verdict.Limit, name);
        StatisticsReference.Close(one.Low, verdict.CiLow, name);
        StatisticsReference.Close(one.High, verdict.CiHigh, name);
        StatisticsReference.Close(one.P, verdict.P, name, relative: 1e-7);
    }

    // Differences 0.1, -0.1, 0, 0: mean 0, variance 0.02 / 3, error √(0.02 / 3 / 4) = 0.0408248; t(3) leaves 5 % above 2.353363,
    // so that the bounds are ±0.0960757.
    [Fact]
    public void Test_FourItems_HasTheBoundsOfTheTTable()
    {
        var verdict = GateTest.Test(Gate.Parse("map >= baseline - 0.1"), [0.6, 0.4, 0.5, 0.5], [0.5, 0.5, 0.5, 0.5]);

        Assert.Equal(GateOutcome.Passed, verdict.Outcome);
        Assert.Equal(-0.0960757, verdict.CiLow, precision: 7);
        Assert.Equal(0.0960757, verdict.CiHigh, precision: 7);
        Assert.Equal("Passed: the difference from the baseline is not below -0.1, with 95% confidence (estimate 0, bounds -0.096076 and 0.096076, 4 items).", verdict.Sentence);
        Assert.Contains("fewer than 20 items", verdict.Method, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("map >= baseline", GateOutcome.Passed)]
    [InlineData("map > baseline", GateOutcome.Failed)]
    [InlineData("map >= baseline + 0.001", GateOutcome.Failed)]
    [InlineData("hole@5 <= baseline", GateOutcome.Passed)]
    [InlineData("hole@5 < baseline", GateOutcome.Failed)]
    public void Test_EqualScores_AreAPoint(string gate, GateOutcome outcome)
    {
        double[] scores = [.. Enumerable.Repeat(0.5, 30)];
        var verdict = GateTest.Test(Gate.Parse(gate), scores, scores);

        Assert.Equal((outcome, 0.0, 0.0), (verdict.Outcome, verdict.CiLow, verdict.CiHigh));
        Assert.Contains("the interval is a point", verdict.Method, StringComparison.Ordinal);
    }

    [Fact]
    public void Test_TooFewItems_IsInconclusive()
    {
        var gate = Gate.Parse("map >= baseline - 0.5");

        Assert.Equal(GateOutcome.Inconclusive, GateTest.Test(gate, [], []).Outcome);
        var one = GateTest.Test(gate, [0.5, double.NaN], [0.5, 0.5]);
        Assert.Equal((GateOutcome.Inconclusive, 1, 1), (one.Outcome, one.N, one.Dropped));
        Assert.Equal("Inconclusive: map >= baseline - 0.5 @ 95% needs at least two items with scores, and there is one. One item is left out, since a score is undefined.", one.Sentence);
    }

    [Fact]
    public void Test_HigherLevel_NeverDecidesWhatALowerOneLeavesOpen() => Property.Holds(
        Gen.Choose(-20, 20).Select(static n => n / 100.0).ArrayOf(12),
        static differences =>
        {
            var zeros = new double[differences.Length];
            var at90 = GateTest.Test(Gate.Parse("map >= baseline - 0.05 @ 90%"), differences, zeros).Outcome;
            var at99 = GateTest.Test(Gate.Parse("map >= baseline - 0.05 @ 99%"), differences, zeros).Outcome;
            return at99 == GateOutcome.Inconclusive || at99 == at90;
        });

    [Fact]
    public void Test_Passed_ExactlyWherePIsAtMostTheRest() => Property.Holds(
        Gen.Choose(-20, 20).Select(static n => n / 100.0).ArrayOf(15).Where(static values => values.Distinct().Count() > 1),
        static differences =>
        {
            var verdict = GateTest.Test(Gate.Parse("map >= baseline - 0.03"), differences, new double[differences.Length]);
            return verdict.Outcome is GateOutcome.Passed == verdict.P <= 0.05;
        });

    private sealed record Case(string Name, string Gate, double[] A, double[]? B, double Limit, double Low, double High, double P, string Outcome);
}
