using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Sequential;

namespace BenchHub.Evaluation.Tests.Statistics.Sequential;

/// <summary>What is promised, by trying: of many streams looked at after every value, how many ever leave out the truth.</summary>
public sealed class FalseAlarmTests
{
    private const double Alpha = 0.05;
    private const int Trials = 1_000;
    private const int Horizon = 1_000;

    // Three deviations of a count of 1,000 at chance α: 50 + 3 √(1000 * 0.05 * 0.95) = 70.7.
    private const int Most = 70;

    private static readonly Dictionary<string, (double Mean, Func<Random, double> Draw)> Scores = new()
    {
        ["coin"] = (0.5, static random => random.Next(2)),
        ["rare"] = (0.02, static random => random.Next(50) == 0 ? 1 : 0),
        ["frequent"] = (0.95, static random => random.Next(20) == 0 ? 0 : 1),
        ["ties"] = (0.55, static random => random.Next(10) switch { < 2 => 0, < 7 => 0.5, _ => 1 }),
        ["skewed"] = (0.25, static random => Math.Pow(random.NextDouble(), 3)),
        ["one value"] = (0.3, static _ => 0.3),
    };

    // Pairs whose scores have the same mean; the last one's difference is +0.1 nine times of ten and -0.9 else.
    private static readonly Dictionary<string, Func<Random, (double A, double B)>> Pairs = new()
    {
        ["coins"] = static random => (random.Next(2), random.Next(2)),
        ["same coin"] = static random => random.Next(10) > 0 ? (1, 1) : (random.Next(2), random.Next(2)),
        ["skewed"] = static random => (Math.Pow(random.NextDouble(), 3), Math.Pow(random.NextDouble(), 3)),
        ["unlike shapes"] = static random => (0.5, random.Next(2)),
        ["lopsided"] = static random => random.Next(10) > 0 ? (0.6, 0.5) : (0, 0.9),
    };

    public static TheoryData<string> ScoreNames => [.. Scores.Keys];

    public static TheoryData<string> PairNames => [.. Pairs.Keys];

    [Theory]
    [MemberData(nameof(ScoreNames))]
    public void Excludes_TheTrueMean_AtMostAsOftenAsPromised(string name)
    {
        var (mean, draw) = Scores[name];
        var settings = new SequenceSettings { Alpha = Alpha };

        Assert.InRange(Alarms(() => new BettingSequence(settings, cells: 200), draw, mean), 0, Most);
        Assert.InRange(Alarms(() => new EmpiricalBernsteinSequence(settings), draw, mean), 0, Most);
    }

    // 400 values in random order; their own mean is the truth.
    [Theory]
    [MemberData(nameof(ScoreNames))]
    public void Excludes_ThePopulationsMean_AtMostAsOftenAsPromised(string name)
    {
        var random = new Random(41);
        double[] values = [.. Enumerable.Range(0, 400).Select(_ => Scores[name].Draw(random))];
        var settings = new SequenceSettings { Alpha = Alpha, Population = values.Length };
        var mean = Moments.Mean(values);
        int betting = 0, bernstein = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            random.Shuffle(values);
            IConfidenceSequence[] both = [new BettingSequence(settings, cells: 200), new EmpiricalBernsteinSequence(settings)];
            bool[] alarms = [false, false];
            foreach (var value in values)
            {
                Array.ForEach(both, sequence => sequence.Add(value));
                alarms = [alarms[0] || both[0].Excludes(mean), alarms[1] || both[1].Excludes(mean)];
            }

            betting += alarms[0] ? 1 : 0;
            bernstein += alarms[1] ? 1 : 0;
        }

        Assert.InRange(betting, 0, Most);
        Assert.InRange(bernstein, 0, Most);
    }

    [Theory]
    [MemberData(nameof(PairNames))]
    public void Stopping_NoDifference_CallsOneAtMostAsOftenAsPromised(string name)
    {
        var random = new Random(42);
        var alarms = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            var rule = new PairedStopping(new PairedStoppingSettings { Cells = 200, Scores = new SequenceSettings { Alpha = Alpha } });
            var decision = rule.Decision;
            for (var i = 0; i < Horizon && !decision.Stop; i++)
            {
                var (a, b) = Pairs[name](random);
                decision = rule.Add(a, b);
            }

            alarms += decision.Reason == StopReason.Difference ? 1 : 0;
        }

        Assert.InRange(alarms, 0, Most);
    }

    // The same looks with a paired t-test at level α each: were the counting above blind, it would be blind here too.
    [Theory]
    [InlineData("coins")]
    [InlineData("skewed")]
    [InlineData("lopsided")]
    public void RepeatedTTest_NoDifference_CallsOneFarTooOften(string name)
    {
        var random = new Random(42);
        var alarms = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            double sum = 0, squares = 0;
            var alarm = false;
            for (var n = 1; n <= Horizon && !alarm; n++)
            {
                var (a, b) = Pairs[name](random);
                sum += a - b;
                squares += (a - b) * (a - b);
                var variance = (squares - (sum * sum / n)) / (n - 1);

                // 1.98 is beyond the t quantile from 80 values on; looks before are left out, to the t-test's favour.
                alarm = n >= 80 && Math.Abs(sum / n) > 1.98 * Math.Sqrt(variance / n);
            }

            alarms += alarm ? 1 : 0;
        }

        Assert.InRange(alarms, 3 * Most, Trials);
    }

    // E is at most 1 on average, whenever one stops: here at once after a gain, or at the horizon.
    [Theory]
    [MemberData(nameof(ScoreNames))]
    public void E_StoppedAtWill_IsAtMostOneOnAverage(string name)
    {
        var (mean, draw) = Scores[name];
        var random = new Random(43);
        var total = 0.0;
        for (var trial = 0; trial < Trials; trial++)
        {
            var test = TestMartingale.Against(mean, SequenceSettings.Default);
            for (var i = 0; i < 300 && test.E < 3; i++)
            {
                test = test.Add(draw(random));
            }

            total += test.E;
        }

        Assert.InRange(total / Trials, 0, 1.1);
    }

    // A true difference of 0.2 (0.8 against 0.6, independent coins): differences have variance 0.16 + 0.24 = 0.4. A test of
    // fixed size needs (1.96 + 0.8416)² * 0.4 / 0.04 = 78.5 items for a power of 0.8, if the difference is known before.
    // The rule, which knows nothing before, decides rightly in every stream, in the median after about as many.
    [Fact]
    public void Stopping_TrueDifference_DecidesEarlyAndRightly()
    {
        var random = new Random(44);
        var needed = new List<long>();
        for (var trial = 0; trial < 300; trial++)
        {
            var rule = new PairedStopping(new PairedStoppingSettings { Cells = 200, Items = 1_000 });
            while (!rule.Decision.Stop)
            {
                rule.Add(random.Next(10) < 8 ? 1 : 0, random.Next(10) < 6 ? 1 : 0);
            }

            Assert.Equal((StopReason.Difference, 1), (rule.Decision.Reason, rule.Decision.Sign));
            needed.Add(rule.Decision.Items);
        }

        needed.Sort();
        Assert.InRange(needed[150], 50, 150);
    }

    private static int Alarms(Func<IConfidenceSequence> start, Func<Random, double> draw, double mean)
    {
        var random = new Random(40);
        var alarms = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            var sequence = start();
            for (var i = 0; i < Horizon && !sequence.Excludes(mean); i++)
            {
                sequence.Add(draw(random));
            }

            alarms += sequence.Excludes(mean) ? 1 : 0;
        }

        return alarms;
    }
}
