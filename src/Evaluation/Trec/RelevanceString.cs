using BenchHub.Evaluation.Metrics.Retrieval;

namespace BenchHub.Evaluation.Trec;

/// <summary>The grades of the first ranks as trec_eval's <c>relstring</c> shows them.</summary>
internal static class RelevanceString
{
    /// <param name="grades">By rank.</param>
    public static string Of(ReadOnlySpan<int> grades) => string.Create(grades.Length, grades, static (text, grades) =>
    {
        for (var rank = 0; rank < text.Length; rank++)
        {
            text[rank] = grades[rank] switch
            {
                Judgements.Absent => '-',
                < 0 => '.',
                > 9 => '>',
                var grade => (char)('0' + grade),
            };
        }
    });
}
