using System.Globalization;
using BenchHub.Evaluation.Metrics.Retrieval;

namespace BenchHub.Evaluation.Trec;

/// <summary>The grades of the first ranks as trec_eval's <c>relstring</c> shows them.</summary>
internal static class RelevanceString
{
    public static string Of(Judgements judged, IReadOnlyList<ScoredDocument> answer, TrecMode mode, int leading) => string.Concat(
        Ranking.Order(answer, mode).Take(leading).Select(document => judged.GradeOf(document.Id) switch
        {
            null => "-",
            < 0 => ".",
            > 9 => ">",
            { } grade => grade.ToString(CultureInfo.InvariantCulture),
        }));
}
