using BenchHub.Evaluation.Metrics.Text.Answers;
using BenchHub.Evaluation.Metrics.Text.Edits;
using BenchHub.Evaluation.Metrics.Text.Matching;
using BenchHub.Evaluation.Metrics.Text.Meteor;
using BenchHub.Evaluation.Metrics.Text.Rouge;

namespace BenchHub.Evaluation.Metrics.Text;

/// <summary>Measures of short answers and of summaries.</summary>
internal static class AnswerMeasures
{
    public static IEnumerable<IMeasure> All =>
    [
        .. RougeMeasure.All,
        new ExactMatch(), new TokenF1(), new MeteorStem(),
        EditMeasure.Distance, EditMeasure.Similarity, ErrorRate.Words, ErrorRate.Characters,
        .. PartMeasure.All, new RegexMatch(), .. JsonMeasure.All, new NumericAnswer(), new Gsm8kCorrect(), new ChoiceLetter(),
    ];
}
