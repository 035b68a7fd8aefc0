using BenchHub.Evaluation.Judging;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Imported;
using BenchHub.Evaluation.Metrics.Labels;
using BenchHub.Evaluation.Metrics.Likelihoods;
using BenchHub.Evaluation.Metrics.Probabilities;
using BenchHub.Evaluation.Metrics.Samples;
using BenchHub.Evaluation.Metrics.Text;
using BenchHub.Evaluation.Metrics.Verdicts;
using BenchHub.Evaluation.Tasks.Filters;

namespace BenchHub.Evaluation.Tasks;

/// <summary>Which metrics go with which kinds of tasks, and what each is fed with.</summary>
internal static class TaskMeasures
{
    private static readonly TaskKind[] Words = [TaskKind.Generation, TaskKind.OpenQa, TaskKind.RagAnswer];
    private static readonly TaskKind[] Choices = [TaskKind.MultipleChoice, TaskKind.Preference];

    /// <exception cref="UnknownMetricException">The metric does not fit the task; the message says why.</exception>
    public static TaskMeasure For(Metric metric, TaskDefinition task)
    {
        var kind = task.Kind;
        return metric.Measure switch
        {
            ITextMeasure measure when Words.Contains(kind) || kind == TaskKind.Code => Text(metric, measure, task),
            ITextMeasure when Choices.Contains(kind) && metric.Definition.Name == "exact_match" => TaskMeasure.Mean(ChoiceAnswers.ExactMatch),
            IItemMeasure<ChoiceLikelihoods> measure when Choices.Contains(kind) => ChoiceAnswers.Accuracy(metric, measure),
            IItemMeasure<ChoiceLikelihoods> when kind == TaskKind.Likelihood && metric.Definition.Name == "acc" =>
                TaskMeasure.Mean(static item => item.Answers.Greedy is [var greedy, ..] ? greedy ? 1 : 0 : double.NaN),
            IPooledMeasure<TextLikelihood> measure when kind is TaskKind.Likelihood or TaskKind.Rolling => Likelihood(measure),
            IItemMeasure<ClassProbabilities> measure when Choices.Contains(kind) => ChoiceAnswers.Probabilities(metric, measure),
            IItemMeasure<LabelPair> measure when Choices.Contains(kind) => ChoiceAnswers.Label(metric, measure),
            ISetMeasure<LabelPair> measure when Choices.Contains(kind) => ChoiceAnswers.Labels(metric, measure),
            IItemMeasure<SampleCounts> measure when kind == TaskKind.Code => Samples(metric, measure, task),
            IItemMeasure<StatementVerdicts> measure when Words.Contains(kind) => Verdict(metric, measure),
            IItemMeasure<RelevanceVerdicts> measure when Words.Contains(kind) => Verdict(metric, measure),
            IItemMeasure<CorrectnessVerdicts> measure when Words.Contains(kind) => Verdict(metric, measure),
            IItemMeasure<NoiseVerdicts> measure when Words.Contains(kind) => Verdict(metric, measure),
            IItemMeasure<JudgeVerdict> measure when Words.Contains(kind) || kind == TaskKind.Code => Verdict(metric, measure),
            ImportedMeasure => TaskMeasure.Mean(item => item.Answers.Imported.GetValueOrDefault(metric.Name.ToString(), double.NaN)),
            _ => throw Misfit(metric, $"measures {Subject(metric.Definition.Input)}, which a task of the kind {kind.Word()} does not have."),
        };
    }

    private static TaskMeasure Text(Metric metric, ITextMeasure measure, TaskDefinition task)
    {
        if (task.Fields.Target is null)
        {
            throw Misfit(metric, $"compares an answer with references, and the task '{task.Name}' names no 'references'.");
        }

        var ignored = task.Measured.FirstOrDefault(one => one.Name == metric.Name.ToString())?.Ignored ?? [];
        var scorer = measure.For(metric.Arguments);
        if (scorer is not IPooledTextScorer pooled)
        {
            return TaskMeasure.Mean(item => Compared(item, ignored) is var (answer, references) ? scorer.Score(answer, references) : double.NaN);
        }

        return TaskMeasure.Pooled(pooled.Counts, Score, pooled.Pooled);

        double Score(TaskItem item, Span<double> counts)
        {
            if (Compared(item, ignored) is not var (answer, references))
            {
                return double.NaN;
            }

            pooled.Count(answer, references, counts);
            return pooled.Item(counts);
        }
    }

    private static (string Answer, IReadOnlyList<string> References)? Compared(TaskItem item, IReadOnlyList<AnswerPattern> ignored) =>
        item.Extracted is not { } answer || item.Request.References.Count == 0 ? null
        : ignored.Count == 0 ? (answer, item.Request.References)
        : (Cut(answer, ignored), [.. item.Request.References.Select(reference => Cut(reference, ignored))]);

    private static string Cut(string text, IReadOnlyList<AnswerPattern> ignored) => ignored.Aggregate(text, static (left, pattern) => pattern.Remove(left));

    private static TaskMeasure Likelihood(IPooledMeasure<TextLikelihood> measure) => TaskMeasure.Pooled(
        measure.Counts,
        (item, counts) =>
        {
            if (item.Answers.LogLikelihoods is not [var likelihood, ..] || double.IsNaN(likelihood))
            {
                return double.NaN;
            }

            measure.Count(new(item.Request.Options[0], likelihood), counts);
            return measure.Pooled(counts);
        },
        measure.Pooled);

    private static TaskMeasure Samples(Metric metric, IItemMeasure<SampleCounts> measure, TaskDefinition task)
    {
        if (metric.Name.Cutoff > task.Repeats)
        {
            throw Misfit(metric, $"needs {metric.Name.Cutoff} samples of each problem, and the task '{task.Name}' asks {task.Repeats} times; raise 'repeats'.");
        }

        var score = measure.For(metric.Arguments);
        return TaskMeasure.Mean(item => item.Answers.Correct is { Count: > 0 } correct && correct.All(static one => one is not null)
            ? score(new(correct.Count, correct.Count(static one => one == true)))
            : double.NaN);
    }

    private static TaskMeasure Verdict<TItem>(Metric metric, IItemMeasure<TItem> measure)
        where TItem : class
    {
        var score = measure.For(metric.Arguments);
        return TaskMeasure.Mean(item => !item.Answers.Verdicts.TryGetValue(metric.Name.Family, out var verdict) ? double.NaN
            : verdict is TItem given ? score(given)
            : throw new InvalidItemException($"{metric.Name} needs a {typeof(TItem).Name} as its verdict, not a {verdict.GetType().Name}."));
    }

    private static UnknownMetricException Misfit(Metric metric, string reason) => new(metric.Name.ToString(), $"The metric '{metric.Name}' {reason}");

    private static string Subject(MetricInput input) => input switch
    {
        MetricInput.Ranking => "a ranking",
        MetricInput.Text => "an answer in words",
        MetricInput.ChoiceLikelihoods => "likelihoods of choices",
        MetricInput.TextLikelihoods => "the likelihood of a text",
        MetricInput.Labels => "classes",
        MetricInput.Probabilities => "probabilities of classes",
        MetricInput.Samples => "samples that were run",
        MetricInput.Verdicts => "verdicts on an answer",
        MetricInput.Imported => "what another tool computed",
        _ => "ratings by several raters",
    };
}
