using System.Text.Json;
using BenchHub.Evaluation.Statistics.Sequential;
using BenchHub.Evaluation.Tests.Statistics.Streams;
using FsCheck;
using FsCheck.Fluent;
using Interval = BenchHub.Evaluation.Statistics.Interval;

namespace BenchHub.Evaluation.Tests.Statistics.Sequential;

public sealed class ConfidenceSequenceTests
{
    private static readonly SequenceSettings Loose = new() { Alpha = 0.9 };

    // A population is at least as large as the stream that is drawn from it.
    private static readonly Gen<(double[] Values, bool Finite)> Streams =
        Values.Scores.Where(static list => list.Length > 0).Zip(Gen.Choose(0, 1)).Select(static drawn => (drawn.Item1, drawn.Item2 == 1));

    public static TheoryData<string> Kinds => ["betting", "bernstein"];

    [Fact]
    public void EmpiricalBernstein_ReferenceStreams_EqualsTheWholeHistory() => ForEachLook(static (expected, look, settings, x) =>
    {
        var sequence = Fed(new EmpiricalBernsteinSequence(settings), x);
        var ends = look.Numbers("bernstein");
        ReferenceValues.AssertNear(ends[0], sequence.Interval.Low, scale: 1);
        ReferenceValues.AssertNear(ends[1], sequence.Interval.High, scale: 1);
    });

    // The reference finds the ends by bisection among all means; ours are at most a cell outside of them.
    [Theory]
    [InlineData(1_000)]
    [InlineData(7)]
    [InlineData(20_000)]
    public void Betting_ReferenceStreams_AreWithinACellOnTheSafeSide(int cells) => ForEachLook((expected, look, settings, x) =>
    {
        var sequence = Fed(new BettingSequence(settings, cells), x);
        var ends = look.Numbers("betting");
        Assert.InRange(ends[0] - sequence.Interval.Low, -1e-9, (1.0 / cells) + 1e-9);
        Assert.InRange(sequence.Interval.High - ends[1], -1e-9, (1.0 / cells) + 1e-9);
    });

    [Fact]
    public void TestMartingale_ReferenceStreams_HasTheirCapital() => Assert.All(
        ReferenceValues.Read("sequential_reference.json").GetProperty("sequences").EnumerateArray(),
        static expected =>
        {
            var test = expected.Numbers("x").Aggregate(TestMartingale.Against(expected.Number("null"), Settings(expected)), static (test, x) => test.Add(x));
            Assert.Equal(!expected.GetProperty("possible").GetBoolean(), test.Impossible);
            if (!test.Impossible)
            {
                ReferenceValues.AssertNear(expected.Number("up"), Math.Exp(test.LogUp));
                ReferenceValues.AssertNear(expected.Number("down"), Math.Exp(test.LogDown));
                ReferenceValues.AssertNear(Math.Max(expected.Number("up"), expected.Number("down")) / 2, test.E);
                ReferenceValues.AssertNear(Math.Min(1, 1 / expected.Number("greatest")), test.P);
            }
        });

    // First value 1 at α = 0.05: λ = √(2 log 40 / (1/4 log 2)) = 6.5, held to 1/2. Mean before 1/2: surprise 1/4;
    // -log(1/2) - 1/2 = 0.1931472. Staked 1/2, won 1/2, risked 0.0482868: centre 1, reach (3.6888795 + 0.0482868) / 0.5 = 7.5.
    [Fact]
    public void EmpiricalBernstein_FirstValue_MatchesTheArithmetic()
    {
        var sequence = Fed(new EmpiricalBernsteinSequence(SequenceSettings.Default), [1]);

        Assert.Equal((0.5, 0.5), (sequence.State.Staked, sequence.State.Won));
        Assert.Equal(0.0482868, sequence.State.Risked, precision: 7);
        Assert.Equal(new(0, 1), sequence.Interval);
    }

    // Four cells: candidates 1/4, 1/2, 3/4. First value 1 at α = 0.9: λ = √(2 log(2/0.9) / (1/4 log 2)) = 3.04.
    // Up: at 1/4 λ is held to 2: 1 + 2 * 3/4 = 2.5, above 2/0.9 = 2.22, so excluded; at 1/2, λ 1: 1.5; at 3/4, λ 2/3: 7/6.
    // Down, λ held to 2/3, 1 and 2: 1 - 1/2 each.
    [Fact]
    public void Betting_FirstValue_MatchesTheArithmetic()
    {
        var sequence = Fed(new BettingSequence(Loose, cells: 4), [1]);

        Assert.Equal(new(0.25, 1), sequence.Interval);
        Assert.Equal(2, sequence.State.First);
        Assert.Equal([1.5, 7 / 6.0], sequence.State.Up, static (e, a) => Math.Abs(e - a) < 1e-15);
        Assert.Equal([0.5, 0.5], sequence.State.Down, static (e, a) => Math.Abs(e - a) < 1e-15);
        Assert.True(sequence.Excludes(0.25));
        Assert.False(sequence.Excludes(0.26));
        Assert.False(sequence.Excludes(1));
        Assert.True(sequence.Excludes(1.01));
        Assert.True(sequence.Excludes(double.NaN));
    }

    // The mirror image: candidate 3/4 goes.
    [Fact]
    public void Betting_FirstValueZero_ExcludesFromAbove()
    {
        var sequence = Fed(new BettingSequence(Loose, cells: 4), [0]);

        Assert.Equal(new(0, 0.75), sequence.Interval);
        Assert.True(sequence.Excludes(0.75));
        Assert.False(sequence.Excludes(0));
    }

    // 1 excludes 1/4 (above); the same bet on 0, 0, 0 then excludes 1/2 and 3/4 from above: the cell between 1/4 and 1/2 stays.
    [Fact]
    public void Betting_EveryCandidateExcluded_KeepsACell()
    {
        var sequence = Fed(new BettingSequence(Loose, cells: 4), [1, 0, 0, 0, 0, 0, 0]);
        var kept = sequence.Interval;
        sequence.Add(1);

        Assert.Equal(0.25, kept.High - kept.Low);
        Assert.Equal(kept, sequence.Interval);
        Assert.Empty(sequence.State.Up);
    }

    // The capital at the null 1/2 after a 1: 1 + 1 * 1/2 and 1 - 1/2; half of the greater is 3/4, and p is 1.
    // After another: λ = √(2 log 40 / ((1/4 + (1 - 3/4)²) log 3)) = 4.64 is held to 1 again: 2.25 / 2 = 1.125, p = 1 / 1.125.
    [Fact]
    public void TestMartingale_TwoOnes_MatchesTheArithmetic()
    {
        var one = TestMartingale.Against(0.5, SequenceSettings.Default).Add(1);

        Assert.Equal(0.75, one.E, precision: 14);
        Assert.Equal(1, one.P);
        Assert.Equal(1.125, one.Add(1).E, precision: 14);
        Assert.Equal(1 / 1.125, one.Add(1).P, precision: 14);
        Assert.Equal(1 / 1.125, one.Add(1).Add(0).P, precision: 14); // never rises
    }

    [Fact]
    public void TestMartingale_NoValue_HasNoEvidence()
    {
        var none = TestMartingale.Against(0, SequenceSettings.Default.OfDifference());

        Assert.Equal((0.5, 1), (none.E, none.P));
    }

    // Ten values in all; after three ones the mean is at least 0.3.
    [Fact]
    public void TestMartingale_ImpossibleNull_IsCertain()
    {
        var test = TestMartingale.Against(0.25, new SequenceSettings { Population = 10 }).Add(1).Add(1).Add(1).Add(0);

        Assert.Equal((double.PositiveInfinity, 0), (test.E, test.P));
        Assert.True(test.Impossible);
        Assert.True(TestMartingale.Against(0.75, new SequenceSettings { Population = 10 }).Add(0).Add(0).Add(0).Impossible);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void TestMartingale_NullAtAnEnd_IsRefused(double mean) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TestMartingale.Against(mean, SequenceSettings.Default));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Interval_NoValue_IsTheRange(string kind)
    {
        var sequence = Of(kind, new SequenceSettings { Range = new(-2, 6) });

        Assert.Equal((0, new Interval(-2, 6)), (sequence.Count, sequence.Interval));
        Assert.False(sequence.Excludes(-2));
        Assert.True(sequence.Excludes(6.1));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Interval_EqualValues_ClosesInOnThem(string kind)
    {
        var interval = Fed(Of(kind, SequenceSettings.Default), [.. Enumerable.Repeat(0.3, 5_000)]).Interval;

        Assert.InRange(interval.Low, 0.28, 0.3);
        Assert.InRange(interval.High, 0.3, 0.32);
    }

    // All of a population: nothing is left to guess. 0.2 + 0.9 + 0.4 + 0.5 = 2.
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Interval_WholePopulation_IsItsMean(string kind)
    {
        var sequence = Fed(Of(kind, new SequenceSettings { Population = 4 }), [0.2, 0.9, 0.4, 0.5]);

        Assert.Equal(0.5, sequence.Interval.Low, precision: 14);
        Assert.Equal(0.5, sequence.Interval.High, precision: 14);
        Assert.True(sequence.Excludes(0.49));
        Assert.False(sequence.Excludes(sequence.Interval.Low));
    }

    // Three ones of four: the mean is 3/4 to 1, whatever comes.
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Interval_PartOfAPopulation_IsNoWiderThanWhatIsPossible(string kind) =>
        Assert.Equal(new(0.75, 1), Fed(Of(kind, new SequenceSettings { Population = 4 }), [1, 1, 1]).Interval);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Add_BadValue_IsRefusedAndChangesNothing(string kind)
    {
        var sequence = Fed(Of(kind, new SequenceSettings { Population = 2 }), [0.5]);
        var before = JsonSerializer.Serialize(State(sequence));

        Assert.Contains("Value 2", Assert.Throws<ArgumentOutOfRangeException>(() => sequence.Add(1.1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => sequence.Add(-0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => sequence.Add(double.NaN));
        Assert.Equal(before, JsonSerializer.Serialize(State(sequence)));
        sequence.Add(0.5);
        Assert.Throws<InvalidOperationException>(() => sequence.Add(0.5));
    }

    [Fact]
    public void Settings_OutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => new SequenceSettings { Alpha = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new SequenceSettings { Alpha = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new SequenceSettings { Range = new(1, 1) });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new SequenceSettings { Range = new(0, double.PositiveInfinity) });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new SequenceSettings { Range = Interval.Undefined });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new SequenceSettings { Population = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new BettingSequence(SequenceSettings.Default, cells: 1));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new BettingSequence(SequenceSettings.Default, cells: 1_000_001));
    }

    [Fact]
    public void Betting_DamagedState_IsRefused()
    {
        var state = new BettingSequence(SequenceSettings.Default, cells: 4).State;

        Assert.Throws<ArgumentException>(() => new BettingSequence(state with { First = 0 }));
        Assert.Throws<ArgumentException>(() => new BettingSequence(state with { First = 2 }));
        Assert.Throws<ArgumentException>(() => new BettingSequence(state with { Up = [1] }));
    }

    // Kept and read back in the middle, a sequence goes on to the same bits.
    [Theory]
    [MemberData(nameof(Kinds))]
    public void State_ThroughJsonInTheMiddle_GoesOnTheSame(string kind) => Property.Holds(
        Streams,
        stream =>
        {
            var settings = new SequenceSettings { Alpha = 0.2, Population = stream.Finite ? stream.Values.Length : null };
            var (first, rest) = (stream.Values[..(stream.Values.Length / 2)], stream.Values[(stream.Values.Length / 2)..]);
            var kept = Reread(Fed(Of(kind, settings), first));
            return JsonSerializer.Serialize(State(Fed(kept, rest))) == JsonSerializer.Serialize(State(Fed(Of(kind, settings), stream.Values)));
        },
        tests: 100);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Interval_MoreValues_NeverGrowsAndHoldsTogether(string kind) => Property.Holds(
        Streams,
        stream =>
        {
            var sequence = Of(kind, new SequenceSettings { Alpha = 0.3 });
            return stream.Values.All(value =>
            {
                var before = sequence.Interval;
                sequence.Add(value);
                var now = sequence.Interval;
                return now.Low >= before.Low && now.High <= before.High && now.Low <= now.High && !sequence.Excludes((now.Low + now.High) / 2);
            });
        },
        tests: 100);

    // With α as high as this, many sequences leave out the truth on the way; at the end it is known all the same.
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Interval_WholePopulationWhateverWasThought_IsItsMean(string kind) => Property.Holds(
        Streams,
        stream =>
        {
            var interval = Fed(Of(kind, new SequenceSettings { Alpha = 0.9, Population = stream.Values.Length }), stream.Values).Interval;
            return Math.Abs(interval.Low - stream.Values.Average()) < 1e-12 && Math.Abs(interval.High - stream.Values.Average()) < 1e-12;
        },
        tests: 100);

    // Turned round and stretched, the values have a turned and stretched interval, within a cell.
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Interval_ValuesTurnedRound_TurnsRound(string kind) => Property.Holds(
        Streams,
        stream =>
        {
            var interval = Fed(Of(kind, new SequenceSettings { Alpha = 0.3 }), stream.Values).Interval;
            var turned = Fed(
                Of(kind, new SequenceSettings { Alpha = 0.3, Range = new(-1, 3) }), [.. stream.Values.Select(static x => 3 - (4 * x))]).Interval;
            var slack = kind == "betting" ? 4.0 / BettingSequence.DefaultCells : 0;
            return Math.Abs(turned.Low - (3 - (4 * interval.High))) <= slack + 1e-9 && Math.Abs(turned.High - (3 - (4 * interval.Low))) <= slack + 1e-9;
        },
        tests: 100);

    // What the interval leaves out, the test rejects at the same level.
    [Fact]
    public void Betting_ExcludedMean_HasPAtMostAlpha() => Property.Holds(
        Streams.Zip(Gen.Choose(1, 19)),
        static drawn =>
        {
            var ((values, finite), twentieths) = drawn;
            var settings = new SequenceSettings { Alpha = 0.3, Population = finite ? values.Length : null };
            var mean = twentieths / 20.0;
            var excluded = Fed(new BettingSequence(settings), values).Excludes(mean);
            return !excluded || values.Aggregate(TestMartingale.Against(mean, settings), static (test, x) => test.Add(x)).P <= 0.3 + 1e-9;
        });

    private static IConfidenceSequence Of(string kind, SequenceSettings settings) =>
        kind == "betting" ? new BettingSequence(settings) : new EmpiricalBernsteinSequence(settings);

    private static T Fed<T>(T sequence, double[] values)
        where T : IConfidenceSequence
    {
        Array.ForEach(values, value => sequence.Add(value));
        return sequence;
    }

    private static object State(IConfidenceSequence sequence) =>
        sequence is BettingSequence betting ? betting.State : ((EmpiricalBernsteinSequence)sequence).State;

    private static IConfidenceSequence Reread(IConfidenceSequence sequence) => sequence is BettingSequence betting
        ? new BettingSequence(JsonSerializer.Deserialize<BettingState>(JsonSerializer.Serialize(betting.State))!)
        : new EmpiricalBernsteinSequence(
            JsonSerializer.Deserialize<EmpiricalBernsteinState>(JsonSerializer.Serialize(((EmpiricalBernsteinSequence)sequence).State))!);

    private static SequenceSettings Settings(JsonElement expected) => new()
    {
        Alpha = expected.Number("alpha"),
        Population = expected.GetProperty("population").ValueKind == JsonValueKind.Null ? null : expected.GetProperty("population").GetInt64(),
    };

    private static void ForEachLook(Action<JsonElement, JsonElement, SequenceSettings, double[]> check) => Assert.All(
        ReferenceValues.Read("sequential_reference.json").GetProperty("sequences").EnumerateArray().SelectMany(
            static expected => expected.GetProperty("looks").EnumerateArray().Select(look => (expected, look))),
        both => check(both.expected, both.look, Settings(both.expected), both.expected.Numbers("x")[..both.look.GetProperty("count").GetInt32()]));
}
