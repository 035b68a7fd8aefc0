using System.Text;
using BenchHub.Evaluation.Metrics.Retrieval;

namespace BenchHub.Evaluation.Bench;

/// <summary>The same measures straight from their definitions, as one would first write them.</summary>
internal static class NaiveScorer
{
    private static readonly int[] Cutoffs = [5, 10, 15, 20, 30, 100, 200, 500, 1000];

    public static double Sum(Dictionary<string, int> judged, ScoredDocument[] answer)
    {
        var grades = answer
            .OrderByDescending(static document => document.Score)
            .ThenByDescending(static document => document.Id, Comparer<string>.Create(
                static (a, b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b))))
            .Select(document => judged.GetValueOrDefault(document.Id, -1))
            .ToArray();
        var relevant = judged.Values.Count(static grade => grade > 0);
        var ideal = judged.Values.Where(static grade => grade > 0).OrderDescending().ToArray();
        var sum = AveragePrecision(grades, relevant) + (Dcg(grades) / Dcg(ideal)) + Bpref(grades, judged, relevant)
            + (grades.Take(relevant).Count(static grade => grade > 0) / (double)relevant)
            + (Array.FindIndex(grades, static grade => grade > 0) is var first and >= 0 ? 1.0 / (first + 1) : 0);
        foreach (var k in Cutoffs)
        {
            var cut = grades.Take(k).ToArray();
            var found = cut.Count(static grade => grade > 0);
            sum += (found / (double)k) + (found / (double)relevant) + AveragePrecision(cut, relevant) + (Dcg(cut) / Dcg(ideal.Take(k)));
            sum += k <= 10 && found > 0 ? 1 : 0;
        }

        return sum + (grades[0] > 0 ? 1 : 0);
    }

    private static double AveragePrecision(int[] grades, int relevant)
    {
        var found = 0;
        return grades.Select((grade, i) => grade > 0 ? ++found / (double)(i + 1) : 0).Sum() / relevant;
    }

    private static double Dcg(IEnumerable<int> grades) => grades.Select(static (grade, i) => Math.Max(0, grade) / Math.Log2(i + 2)).Sum();

    private static double Bpref(int[] grades, Dictionary<string, int> judged, int relevant)
    {
        var most = Math.Min(judged.Values.Count(static grade => grade == 0), relevant);
        return grades.Select((grade, i) => (Grade: grade, Above: grades.Take(i).Count(static other => other == 0)))
            .Where(static document => document.Grade > 0)
            .Sum(document => document.Above == 0 ? 1 : 1 - (Math.Min(document.Above, relevant) / (double)most)) / relevant;
    }
}
