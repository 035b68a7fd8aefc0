using BenchHub.Evaluation.Statistics.Sequential;
using BenchHub.Grains.Jobs.Ranking;
using BenchHub.Jobs;
using BenchHub.Storage.Jobs;

namespace BenchHub.Grains.Tests.Jobs.Ranking;

public sealed class RankingRaceTests
{
    private const int Items = 60;

    private static readonly JobId Job = new("job_1");

    // Scores 1 and 0 on every item: decided after some items of the order, which the seed fixes.
    [Fact]
    public void View_OneAlwaysBetter_IsDoneAndSaysWhichOne()
    {
        var race = Race("mrr");
        Add(race, 0, 1, 0, Items);
        Add(race, 1, 0, 0, Items);
        race.Advance();

        var view = race.View(new(0, 0, Items));

        var pair = Assert.Single(view.Report.Decisions);
        Assert.Equal((null, true, true), (view.Through, view.IsDone, view.IsCurrent));
        Assert.Equal((PairVerdict.Difference, "sys_0", "0", "1"), (pair.Verdict, pair.Better!.Value.Value, pair.NameA, pair.NameB));
        Assert.InRange(pair.Items, 5, 20);
        Assert.Equal((1, 7, RandomOrder.Method), (view.Report.Pairs, view.Report.Seed, view.Report.Order));
        Assert.Matches(@"^Stopped early: by mrr this system is worse than '0' \(difference -1\.?\d* to -?0\.?\d* after \d+ items\)\. The interval holds with a chance of 0\.95", StoppingSentence.Of(view.Report, new("sys_1")));
    }

    [Fact]
    public void View_MetricWhereLowerIsBetter_NamesTheLower()
    {
        var race = Race("brier");
        Add(race, 0, 2, 0, Items);
        Add(race, 1, 0, 0, Items);
        race.Advance();

        Assert.Equal("sys_1", Assert.Single(race.View(new(0, 0, 0)).Report.Decisions).Better!.Value.Value);
    }

    [Fact]
    public void View_AnotherIsBehind_TellsHowFarItIsUntilItHasEnded()
    {
        var race = Race("mrr");
        Add(race, 0, 1, 0, Items);
        var order = RandomOrder.Of(7, Items);
        race.Add(1, 0, [.. order.Take(3).Select(static index => Outcome(index, 1))], metric: 0);
        race.Runners[1].Row = Task(1, done: 3);
        race.Advance();
        Assert.Equal((3, false), (race.View(new(0, 0, Items)).Through!.Value, race.View(new(0, 0, Items)).IsDone));

        // Out of reach for good: the first asks all there is, in case the second is tried again.
        race.Runners[1].Row = Task(1, done: 3) with { Status = "failed" };
        Assert.Equal((null, false), (race.View(new(0, 0, Items)).Through, race.View(new(0, 0, Items)).IsDone));
    }

    [Fact]
    public void View_ChunksNotReadYet_IsNotCurrent()
    {
        var race = Race("mrr");
        Add(race, 0, 1, 0, 10);
        Assert.True(race.View(new(0, 0, 10)).IsCurrent);
        Assert.False(race.View(new(0, 0, 11)).IsCurrent);

        race.Runners[1].Row = Task(1, done: 1);
        Assert.False(race.View(new(0, 0, 10)).IsCurrent);
    }

    private static RankingRace Race(string metric) => new(Job, new() { Metric = metric, Seed = 7 }, [Task(0), Task(1)]);

    private static void Add(RankingRace race, int runner, double score, int from, int to)
    {
        race.Add(runner, 0, [.. Enumerable.Range(from, to - from).Select(index => Outcome(index, score))], metric: 0);
        race.Runners[runner].Row = Task(runner, to - from);
    }

    private static ItemOutcome Outcome(int index, double score) => new(index, $"q{index}", [], [score], null, 1, 1);

    private static TaskRow Task(int number, int done = 0) => new(
        Job.Value, number, $"res_{number}", $"sys_{number}", $"{number}", 1, "ds_1", "set", 1, "sha256:1", Items, "running", 1, done, 0, null, null, null);
}
