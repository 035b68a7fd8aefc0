using BenchHub.Grains.Monitoring;
using BenchHub.Monitoring;
using BenchHub.Storage.Monitoring;
using FsCheck.Fluent;

namespace BenchHub.Grains.Tests.Monitoring;

public sealed class AlertTransitionsTests
{
    private static readonly AlertRuleId Id = new("rule_1");
    private static readonly AlertRule Rule = new() { Name = "low", Metric = "recall@5", Min = 0.7, Max = 0.95 };
    private static readonly DateTimeOffset Now = ManualTime.Noon;

    private static FedResult Result(int number, string system = "sys_a") => new(number, $"res_{number}", "job_1", system, "bm25", 1, "ds_1", "cranfield", 1, "sha256:1", Now);

    private static Judgement Judged(int number, double value, string system = "sys_a") => new(Result(number, system), "recall@5", value, Rule.Crossed(value));

    // 0.7 x 0.9 = 0.63: severity is high below it; 0.95 x 1.1 = 1.045: high above it.
    [Theory]
    [InlineData(0.7, null)]
    [InlineData(0.8, null)]
    [InlineData(0.95, null)]
    [InlineData(0.69, "Medium")]
    [InlineData(0.63, "Medium")]
    [InlineData(0.62, "High")]
    [InlineData(0.96, "Medium")]
    [InlineData(1.05, "High")]
    public void Crossed_IsHighBeyondATenthOfTheLimit(double value, string? severity) => Assert.Equal(severity, Rule.Crossed(value)?.Severity.ToString());

    [Theory]
    [InlineData(-2.1, "Medium")]
    [InlineData(-2.3, "High")]
    [InlineData(-1.9, null)]
    public void Crossed_LimitBelowZero_IsHighBeyondATenthOfItsSize(double value, string? severity) =>
        Assert.Equal(severity, (Rule with { Min = -2, Max = null }).Crossed(value)?.Severity.ToString());

    [Fact]
    public void Crossed_SeverityOfTheRule_Wins() =>
        Assert.Equal(AlertSeverity.High, (Rule with { Severity = AlertSeverity.High }).Crossed(0.69)!.Severity);

    [Theory]
    [InlineData(0.45, 0.5, 0.05, false, "Medium")]
    [InlineData(0.44, 0.5, 0.05, false, "High")]
    [InlineData(0.44, 0.5, 0.06, false, null)]
    [InlineData(0.44, 0.5, double.NaN, false, null)]
    [InlineData(0.55, 0.5, 0.001, false, null)]
    [InlineData(0.54, 0.5, 0.001, true, "Medium")]
    [InlineData(0.45, 0.5, 0.001, true, null)]
    public void Dropped_NeedsAWorseValueAndASmallP(double value, double baseline, double p, bool isLowerBetter, string? severity) => Assert.Equal(
        severity, (Rule with { Kind = AlertKind.Drop }).Dropped(new(value, baseline, p, 100, isLowerBetter))?.Severity.ToString());

    [Fact]
    public void Take_OkThenFiringThenFiringAgainThenResolved_TellsOfEachTurn()
    {
        var (book, changes) = new AlertBook().Take(Id, Rule, Judged(1, 0.8), isSilenced: false, Now);
        Assert.Empty(changes);

        (book, changes) = book.Take(Id, Rule, Judged(2, 0.6), isSilenced: false, Now);
        var first = Assert.IsType<AlertChange.Raise>(changes[0]).Alert;
        Assert.Equal(("res_2", "high", "firing", 0.7, "recall@5 of 'bm25' on 'cranfield' is 0.6, below 0.7."), (first.ResultId, first.Severity, first.State, first.Threshold, first.Message));
        Assert.Equal([new AlertChange.Tell(first.Id, "alert.firing"), new AlertChange.Notify(AlertWords.Notification(first))], changes.Skip(1));

        // The newer result stands for the system now; that the older one is closed is no good news to tell.
        (book, changes) = book.Take(Id, Rule, Judged(3, 0.65), isSilenced: false, Now);
        var second = Assert.Single(changes.OfType<AlertChange.Raise>()).Alert;
        Assert.Equal([new AlertChange.Resolve(first.Id, Now)], changes.OfType<AlertChange.Resolve>());
        Assert.Equal([new AlertChange.Tell(second.Id, "alert.firing")], changes.OfType<AlertChange.Tell>());

        (book, changes) = book.Take(Id, Rule, Judged(4, 0.7), isSilenced: false, Now);
        Assert.Equal([new AlertChange.Resolve(second.Id, Now), new AlertChange.Tell(second.Id, "alert.resolved")], changes);
        Assert.Equal(SeriesState.Ok, book.State(Result(5)));
    }

    // Whoever judges a result once more, after a crash or beside another silo, finds the alert there already.
    [Fact]
    public void Take_TheSameResultByTheSameRule_IsTheSameAlertAndTheSameNews()
    {
        var (once, again) = (new AlertBook().Take(Id, Rule, Judged(1, 0.6), isSilenced: false, Now), new AlertBook().Take(Id, Rule, Judged(1, 0.6), isSilenced: false, Now));

        Assert.Equal(3, once.Changes.Count);
        Assert.Equal(once.Changes.AsEnumerable(), again.Changes);
        Assert.NotEqual(
            once.Changes.OfType<AlertChange.Raise>().Single().Alert.Id,
            new AlertBook().Take(new("rule_other"), Rule, Judged(1, 0.6), isSilenced: false, Now).Changes.OfType<AlertChange.Raise>().Single().Alert.Id);
    }

    [Fact]
    public void Take_Silenced_TellsNobodyUntilTheSilenceEnds()
    {
        var (book, changes) = new AlertBook().Take(Id, Rule, Judged(1, 0.6), isSilenced: true, Now);
        var alert = Assert.IsType<AlertChange.Raise>(Assert.Single(changes)).Alert;
        Assert.True(alert.IsMuted);
        Assert.Equal(SeriesState.Silenced, book.State(Result(1)));

        var (spoken, told) = book.Speak();
        Assert.Equal([new AlertChange.Unmute(alert.Id), new AlertChange.Tell(alert.Id, "alert.firing")], told);
        Assert.Empty(spoken.Speak().Changes);

        // One that nobody was told of ends as quietly.
        Assert.Equal([new AlertChange.Resolve(alert.Id, Now)], book.Take(Id, Rule, Judged(2, 0.8), isSilenced: false, Now).Changes);
    }

    [Fact]
    public void Next_IsTheWholeStateMachine()
    {
        foreach (var state in Enum.GetValues<SeriesState>())
        {
            Assert.Equal(SeriesState.Firing, state.Next(isBreach: true, isSilenced: false));
            Assert.Equal(SeriesState.Silenced, state.Next(isBreach: true, isSilenced: true));
            Assert.Equal(state is SeriesState.Ok ? SeriesState.Ok : SeriesState.Resolved, state.Next(isBreach: false, isSilenced: false));
        }
    }

    [Fact]
    public void Take_AnyResults_LeavesWhatTheLastOfEachSystemSays() => Property.Holds(
        Gen.Choose(0, 2).Select(static system => $"sys_{system}").SelectMany(system => Gen.Choose(50, 99).Select(value => (system, value / 100.0))).ListOf(),
        results =>
        {
            var (book, open) = (new AlertBook(), new HashSet<string>());
            var number = 0;
            foreach (var (system, value) in results)
            {
                (book, var changes) = book.Take(Id, Rule, Judged(++number, value, system), isSilenced: false, Now);
                foreach (var change in changes)
                {
                    _ = change switch
                    {
                        AlertChange.Raise raise => open.Add(raise.Alert.Id),
                        AlertChange.Resolve resolve => open.Remove(resolve.AlertId) ? true : throw new InvalidOperationException("It did not fire."),
                        _ => false,
                    };
                }
            }

            return open.Count == results.GroupBy(static result => result.system).Count(static series => Rule.Crossed(series.Last().Item2) is not null);
        });

    [Theory]
    [InlineData("recal@5", 0.5, null, "metric", "did you mean recall@5")]
    [InlineData("recall@5", 0.9, 0.5, "min", "min (0.9) is above max (0.5)")]
    [InlineData("recall@5", null, null, "min", "Give a min, a max or both")]
    [InlineData("recall@5", double.NaN, null, "min", "must be a number")]
    [InlineData(null, 0.5, null, "metric", "Name the metric")]
    public void Checked_RuleThatMeansNothing_SaysWhy(string? metric, double? min, double? max, string field, string message)
    {
        var refused = Assert.Throws<RefusedException>(() => new AlertRule { Name = "r", Metric = metric, Min = min, Max = max }.Checked());

        Assert.Equal((Refusal.Invalid, field), (refused.Refusal, refused.Field));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Checked_Drop_NeedsATestAndNoLimits()
    {
        var rule = new AlertRule { Name = "r", Kind = AlertKind.Drop, Metric = "NDCG@10" };

        Assert.Equal(("ndcg@10", BaselineKind.Previous), (rule.Checked().Metric, rule.Checked().Baseline!.Kind));
        Assert.Equal("test", Assert.Throws<RefusedException>(() => (rule with { Test = "magic" }).Checked()).Field);
        Assert.Equal("alpha", Assert.Throws<RefusedException>(() => (rule with { Alpha = 1 }).Checked()).Field);
        Assert.Equal("baseline", Assert.Throws<RefusedException>(() => (rule with { Min = 1 }).Checked()).Field);
        Assert.Equal("judge:strict", (rule with { Metric = "judge:strict" }).Checked().Metric);
    }

    [Fact]
    public void BuiltIn_AreTheSeedsDefaults() => Assert.Equal(
        [("recall@5", 0.7), ("precision@5", 0.6), ("ndcg@5", 0.65)],
        BuiltInRules.Rows(0, Now).Select(static row => row.Rule).Where(static rule => rule.Kind is AlertKind.Threshold).Select(static rule => (rule.Metric!, rule.Min!.Value)));
}
