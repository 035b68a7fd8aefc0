using BenchHub.Evaluation.Metrics.Retrieval;

namespace BenchHub.Evaluation.Tests.Metrics.Retrieval;

/// <summary>Scores that lead the sort through each of its ways, against a sort of the definition.</summary>
public sealed class RankOrderTests
{
    private static readonly Dictionary<string, Func<Random, int, double>> Scores = new()
    {
        ["spread"] = static (random, _) => random.NextDouble(),
        ["descending"] = static (_, i) => -i,
        ["ascending"] = static (_, i) => i,
        ["all tied"] = static (_, _) => 1,
        ["few values"] = static (random, _) => random.Next(3),
        ["bunched by one far away"] = static (random, i) => i == 0 ? 1e30 : random.NextDouble(),
        ["range beyond a double"] = static (random, i) => i == 0 ? double.MaxValue : i == 1 ? double.MinValue : random.NextDouble(),
        ["infinite in single precision"] = static (random, i) => i % 2 == 0 ? 1e300 : random.NextDouble(),
        ["subnormal"] = static (random, _) => random.Next(1000) * double.Epsilon,
    };

    public static TheoryData<string, int> Cases => [.. from name in Scores.Keys from count in new[] { 0, 1, 2, 33, 1_000 } select (name, count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Sort_ScoresOfAnyKind_AgreesWithASortOfTheDefinition(string name, int count)
    {
        var random = new Random(count);
        ScoredDocument[] answer = [.. Enumerable.Range(0, count).Select(i => new ScoredDocument($"d{random.Next()}-{i}", Scores[name](random, i)))];
        var ranked = new RankOrder();
        foreach (var single in new[] { false, true })
        {
            var byScore = answer.Select(static (document, i) => (document.Id, document.Score, i)).OrderByDescending(d => single ? (float)d.Score : d.Score);

            Assert.Equal(byScore.ThenByDescending(static d => d.Id, StringComparer.Ordinal).Select(static d => d.i), Sorted(TieOrder.IdDescending));
            Assert.Equal(byScore.ThenBy(static d => d.Id, StringComparer.Ordinal).Select(static d => d.i), Sorted(TieOrder.IdAscending));
            Assert.Equal(byScore.Select(static d => d.i), Sorted(TieOrder.Input));

            int[] Sorted(TieOrder ties)
            {
                ranked.Sort(new StringAnswer(answer), single, ties);
                return ranked.Documents.ToArray();
            }
        }
    }
}
