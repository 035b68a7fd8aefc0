using System.Text.Json;
using BenchHub.Evaluation.Statistics.ChangePoints;
using BenchHub.Evaluation.Statistics.Streams;
using BenchHub.Evaluation.Tests.Statistics.Streams;

namespace BenchHub.Evaluation.Tests.Statistics.ChangePoints;

public sealed class DetectorTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    // Page's own form, the sum less its least so far, over the whole history.
    [Fact]
    public void Add_ReferenceStreams_AlarmsWhereTheDefinitionDoes() => Assert.All(
        ReferenceValues.Read("changes_reference.json").GetProperty("detectors").EnumerateArray(),
        static expected =>
        {
            var cusum = new Cusum(0, 1.25);
            var hinkley = new PageHinkley(tolerance: 0.2, threshold: 6);
            AssertFirst(expected.GetProperty("cusum"), First<CusumState>(cusum.Add, expected.Numbers("values")));
            AssertFirst(expected.GetProperty("hinkley"), First<PageHinkleyState>(hinkley.Add, expected.Numbers("values")));
        });

    // Target 10, deviation 2, z = 0 1 2 3 -> less 0.5: -0.5, 0.5, 1.5, 2.5: sums 0, 0.5, 2, 4.5. Threshold 4: alarm at the
    // fourth, begun at the second. Then both sums are 0, and z = 3 gives 2.5.
    [Fact]
    public void Cusum_RisingValues_AlarmsWithTheOnsetAndStartsAnew()
    {
        var cusum = new Cusum(10, 2) { Threshold = 4 };
        var (state, alarms) = Run(cusum.Add, [10, 12, 14, 16], default(CusumState));

        Assert.Equal(new ShiftAlarm(ShiftDirection.Up, 3, Start.AddDays(3), 1, Start.AddDays(1), 4.5), Assert.Single(alarms));
        Assert.Equal(new(4, default, default), state);
        Assert.Equal(new(2.5, 4, Start.AddDays(4)), cusum.Add(state, 16, Start.AddDays(4)).State.Up);
    }

    // z = -2 -2 -2 less 0.5: 1.5, 3, 4.5.
    [Fact]
    public void Cusum_FallingValues_AlarmsDownwards()
    {
        var alarms = Run(new Cusum(0, 1) { Threshold = 4 }.Add, [-2, -2, -2], default(CusumState)).Alarms;

        Assert.Equal(new ShiftAlarm(ShiftDirection.Down, 2, Start.AddDays(2), 0, Start, 4.5), Assert.Single(alarms));
    }

    // Exactly the threshold is no alarm: 2.5 twice is 5.
    [Fact]
    public void Cusum_SumAtTheThreshold_IsQuiet() => Assert.Empty(Run(new Cusum(0, 1).Add, [3, 3], default(CusumState)).Alarms);

    // 1 lifts the sum to 0.5, -5 drops it to 0, and the onset moves on to the 2 after it.
    [Fact]
    public void Cusum_SumBackAtZero_MovesTheOnset()
    {
        var state = Run(new Cusum(0, 1) { Threshold = 100 }.Add, [1, -5, 2], default(CusumState)).State;

        Assert.Equal((1.5, 2), (state.Up.Sum, state.Up.Since));
    }

    [Fact]
    public void Add_NaN_IsSeenAndChangesNothingElse()
    {
        var before = Run(new Cusum(0, 1).Add, [2], default(CusumState)).State;
        var hinkley = Run(new PageHinkley(0, 9).Add, [2, 3], default(PageHinkleyState)).State;

        Assert.Equal(before with { Seen = 2 }, new Cusum(0, 1).Add(before, double.NaN, Start).State);
        Assert.Equal(hinkley with { Seen = 3 }, new PageHinkley(0, 9).Add(hinkley, double.NaN, Start).State);
    }

    [Fact]
    public void Add_Infinity_IsRefusedWithItsTime()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(static () => new Cusum(0, 1).Add(default, double.PositiveInfinity, Start));

        Assert.Contains("2026-11-21 00:00:00Z", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(static () => new PageHinkley(0, 1).Add(default, double.NegativeInfinity, Start));
    }

    // Mean 5 and deviation √(32/7) of a quiet time.
    [Fact]
    public void Around_QuietTime_TakesItsMeanAndDeviation()
    {
        var cusum = Cusum.Around(new double[] { 2, 4, 4, 4, 5, 5, 7, 9 }.Aggregate(default(RunningMoments), static (moments, x) => moments.Add(x)));

        Assert.Equal(5, cusum.Target);
        Assert.Equal(Math.Sqrt(32 / 7.0), cusum.Deviation, precision: 12);
    }

    [Fact]
    public void Settings_OutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => new Cusum(double.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new Cusum(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Cusum.Around(default(RunningMoments).Add(1)));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new Cusum(0, 1) { Allowance = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new Cusum(0, 1) { Threshold = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new PageHinkley(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new PageHinkley(0, 0));
    }

    // Known run lengths of the normal chart (Montgomery, table 9.3: threshold 5, allowance 1/2): 465 values to a false alarm,
    // 10.4 to one after a move by one deviation. The run length is near exponential: of 2,000, the mean has deviation 10.
    [Theory]
    [InlineData(0, 2_000, 465, 45)]
    [InlineData(1, 2_000, 10.4, 0.6)]
    public void Cusum_NormalValues_HasTheKnownRunLength(double shift, int runs, double expected, double tolerance)
    {
        var random = new Random(31);
        var cusum = new Cusum(0, 1);
        var total = 0L;
        for (var run = 0; run < runs; run++)
        {
            var step = new DetectorStep<CusumState>(default, null);
            while (step.Alarm is null)
            {
                step = cusum.Add(step.State, shift + Normal(random), Start);
            }

            total += step.State.Seen;
        }

        Assert.Equal(expected, (double)total / runs, tolerance);
    }

    // Values 0 0 0 6: means 0 0 0 1.5; the sum is 6 - 1.5 - 0.5 = 4, above 3; four values are enough, five are not.
    [Theory]
    [InlineData(4, 1)]
    [InlineData(5, 0)]
    public void PageHinkley_StepUp_AlarmsOnceThereAreEnoughValues(int least, int alarms)
    {
        var (state, found) = Run(new PageHinkley(0.5, 3) { LeastCount = least }.Add, [0, 0, 0, 6], default(PageHinkleyState));

        Assert.Equal(alarms, found.Count);
        Assert.Equal(alarms == 1 ? new(4, 0, 0, default, default) : new(4, 4, 1.5, new(4, 3, Start.AddDays(3)), default), state);
        Assert.All(found, static alarm => Assert.Equal(new(ShiftDirection.Up, 3, Start.AddDays(3), 3, Start.AddDays(3), 4), alarm));
    }

    [Fact]
    public void PageHinkley_LastingMove_AlarmsOnceNearIt()
    {
        var random = new Random(5);
        double[] values = [.. Enumerable.Range(0, 400).Select(i => Normal(random) - (i < 200 ? 0 : 3))];
        var alarm = Assert.Single(Run(new PageHinkley(0.5, 12).Add, values, default(PageHinkleyState)).Alarms);

        Assert.Equal(ShiftDirection.Down, alarm.Direction);
        Assert.InRange(alarm.Index, 200, 210);
        Assert.InRange(alarm.OnsetIndex, 190, 203);
        Assert.Equal(Start.AddDays(alarm.OnsetIndex), alarm.Onset);
    }

    [Fact]
    public void State_ThroughJson_GoesOnTheSame()
    {
        var (cusum, hinkley) = (new Cusum(0, 1), new PageHinkley(0.1, 5));
        var (a, b) = (Run(cusum.Add, [1, 2, double.NaN], default(CusumState)).State, Run(hinkley.Add, [1, 2], default(PageHinkleyState)).State);

        Assert.Equal(a, JsonSerializer.Deserialize<CusumState>(JsonSerializer.Serialize(a)));
        Assert.Equal(b, JsonSerializer.Deserialize<PageHinkleyState>(JsonSerializer.Serialize(b)));
    }

    private static void AssertFirst(JsonElement expected, ShiftAlarm? actual)
    {
        var (up, down) = (expected.GetProperty("up"), expected.GetProperty("down"));
        var first = Index(up) <= Index(down) ? up : down;
        Assert.Equal(first.ValueKind == JsonValueKind.Null, actual is null);
        if (actual is not null)
        {
            Assert.Equal(Index(up) <= Index(down) ? ShiftDirection.Up : ShiftDirection.Down, actual.Direction);
            Assert.Equal((Index(first), first.GetProperty("onset").GetInt64()), (actual.Index, actual.OnsetIndex));
            ReferenceValues.AssertNear(first.Number("sum"), actual.Sum);
        }
    }

    private static long Index(JsonElement alarm) => alarm.ValueKind == JsonValueKind.Null ? long.MaxValue : alarm.GetProperty("index").GetInt64();

    private static ShiftAlarm? First<TState>(Func<TState, double, DateTimeOffset, DetectorStep<TState>> add, double[] values)
        where TState : struct => Run(add, values, default).Alarms.FirstOrDefault();

    private static (TState State, List<ShiftAlarm> Alarms) Run<TState>(
        Func<TState, double, DateTimeOffset, DetectorStep<TState>> add, double[] values, TState state)
    {
        var alarms = new List<ShiftAlarm>();
        for (var i = 0; i < values.Length; i++)
        {
            (state, var alarm) = add(state, values[i], Start.AddDays(i));
            if (alarm is not null)
            {
                alarms.Add(alarm);
            }
        }

        return (state, alarms);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
