using BenchHub.Evaluation.Judging;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Statistics.Resampling;
using BenchHub.Evaluation.Tasks;
using static BenchHub.Evaluation.Tests.Judging.JudgeScript;

namespace BenchHub.Evaluation.Tests.Judging;

public sealed class JudgeMetricTests
{
    private static readonly TaskDefinition Task = TaskDefinition.Parse("name: t\nkind: rag_answer\nprompt: q\n", "t.yaml");

    private static readonly TaskPrompt Request = new() { Turns = [], Prompt = "q" };

    // Scores 2 and 5 and one without a verdict: the mean of two, 3.5. A failed answer has the lowest score: (2 + 5 + 1) / 3.
    [Fact]
    public void Aggregate_UndefinedVerdict_IsLeftOutAndCounted()
    {
        var judge = JudgeDefinition.Parse("name: help-1\nkind: rubric", "j");
        var scorer = new TaskScorer(Task, MetricSet.Parse(["judge:help-1", "judge:HELP-1"], [judge]));
        TaskScore[] scores = [.. new[] { "{\"score\": 2}", "{\"score\": 5}", "no" }.Select(reply => Scored(scorer, judge.Judge(Item, reply == "no" ? [reply, reply, reply] : [reply])))];

        var aggregate = scorer.Aggregate(0, scores, new() { Resamples = 100 });
        var failed = scorer.Aggregate(0, [.. scores, scorer.ScoreMissing(Request)], new() { Resamples = 100 });

        Assert.Equal(["judge:help-1"], scorer.Metrics.Names);
        Assert.Equal((3.5, 2, 1), (aggregate.Value, aggregate.N, aggregate.Undefined));
        Assert.Equal(8.0 / 3, failed.Value, 1e-12);
        Assert.Equal((1.0, 5.0, "points from 1 to 5"), (scorer.Metrics[0].Definition.Minimum, scorer.Metrics[0].Definition.Maximum, scorer.Metrics[0].Definition.Unit));
    }

    [Fact]
    public void ForAnswers_OneJudgeOfAFamily_FeedsItsMetricToo()
    {
        var judge = BuiltInJudges.Find("faithfulness")!;
        var verdict = judge.Judge(Item, Statements("a", "b"), Verdicts(true, false));
        var scorer = new TaskScorer(Task, MetricSet.Parse(["faithfulness", "judge:faithfulness"], [judge]));

        Assert.Equal([0.5, 0.5], Scored(scorer, verdict).Values);
        Assert.Equal(["judge:faithfulness", "judge:other"], JudgeVerdict.ForAnswers([verdict, verdict with { Judge = "other" }]).Keys);
        Assert.Equal("ragas faithfulness", judge.Metric.Reference);
        Assert.Equal(MetricDirection.LowerIsBetter, BuiltInJudges.Find("noise_sensitivity")!.Metric.Direction);
    }

    [Fact]
    public void Resolve_JudgeThatIsNotKnown_IsComparableOrRefused()
    {
        var stored = MetricCatalog.Resolve(" Judge:Help-1 ");

        Assert.Equal("judge:help-1", stored.Name.ToString());
        Assert.Equal(MetricAggregation.Mean, stored.Definition.Aggregation);
        Assert.Throws<UnknownMetricException>(() => MetricCatalog.Resolve("judge:help@5"));
        Assert.Throws<UnknownMetricException>(() => MetricCatalog.Resolve("judge:"));
        Assert.Equal("There is no judge 'x' here; name the judges of the job.", Refusal("judge:x", []));
        Assert.EndsWith("there are rubric.", Refusal("judge:x", [BuiltInJudges.Find("rubric")!]), StringComparison.Ordinal);
        Assert.Equal("map", MetricCatalog.Resolve("map", BuiltInJudges.All).Name.ToString());
    }

    [Fact]
    public void Sign_OtherModelOrPrompt_IsAnotherInstrument()
    {
        var judge = BuiltInJudges.Find("rubric")!;
        var plain = Signature.Of(MetricCatalog.Resolve("judge:rubric", BuiltInJudges.All), bootstrap: BootstrapSettings.Default);
        var signed = new JudgeInstrument(judge, "gpt", "2026-01").Sign(plain);

        Assert.EndsWith($"; judge=rubric; judge-model=gpt; judge-model-version=2026-01; judge-prompt={judge.Hash}", signed.ToString(), StringComparison.Ordinal);
        Assert.NotEqual(signed, new JudgeInstrument(judge, "gpt").Sign(plain));
        Assert.Equal($"rubric#{judge.Hash} by gpt (2026-01)", new JudgeInstrument(judge, "gpt", "2026-01").ToString());
        Assert.Equal($"rubric#{judge.Hash} by gpt", new JudgeInstrument(judge, "gpt").ToString());
        Assert.Contains("judge-model is gpt against claude", Assert.Throws<SignatureMismatchException>(() => Signature.RequireSame(
            [("a", signed), ("b", new JudgeInstrument(judge, "claude", "2026-01").Sign(plain))])).Message, StringComparison.Ordinal);
    }

    private static TaskScore Scored(TaskScorer scorer, JudgeVerdict verdict) =>
        scorer.Score(Request, new() { Texts = ["a"], Verdicts = JudgeVerdict.ForAnswers([verdict]) });

    private static string Refusal(string metric, IReadOnlyList<JudgeDefinition> judges) =>
        Assert.Throws<UnknownMetricException>(() => MetricSet.Parse([metric], judges)).Message;
}
