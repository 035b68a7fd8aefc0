using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Text;
using BenchHub.Evaluation.Metrics.Text.Ter;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Metrics.Text;

public sealed class TerTests
{
    private static readonly FsCheck.Gen<int[]> Words = Gen.Choose(0, 6).ArrayOf();

    [Theory]
    [InlineData("a b c d", "a b c d", 0)]
    [InlineData("a b c x", "a b c d", 1)]
    [InlineData("a b c", "a b c d", 1)]
    [InlineData("a b c d e", "a b c d", 1)]
    [InlineData("d a b c", "a b c d", 1)] // one move instead of an insertion and a deletion
    [InlineData("c d a b", "a b c d", 1)] // a piece of two words
    [InlineData("A B", "a b", 0)]
    [InlineData("", "a b", 2)]
    [InlineData("a b", "", 2)]
    public void Score_ByHand_CountsThese(string answer, string reference, double edits) => Assert.Equal(edits, Counts(answer, reference)[0]);

    [Theory]
    [InlineData("a", "", 100)] // no word to divide by, and something is wrong
    [InlineData("", "", 0)]
    [InlineData("a b c", "a", 200)]
    public void Score_ShortReference_CanPassHundred(string answer, string reference, double value) =>
        Assert.Equal(value, new TextScorer(MetricSet.Parse(["ter"])).Score(answer, [reference])[0]);

    // The answer is cut once into a . .5, the reference twice into a . . 5: sacreBLEU finds two edits in four words.
    [Fact]
    public void Score_NormalizedReference_IsCutTwice() =>
        Assert.Equal(50, new TextScorer(MetricSet.Parse(["ter(normalized=true)"])).Score("a..5", ["a..5"])[0]);

    [Fact]
    public void Score_SeveralReferences_TakesFewestEditsAndMeanLength() => Assert.Equal([1, 2.5], Counts("a b", "a b c", "x y"));

    [Fact]
    public void Probe_AnyAnswerOfTheSameLength_EqualsFill() => Property.Holds(
        Gen.Zip(Gen.Zip(Words, Words), Gen.Zip(Words, Gen.Choose(0, 200))),
        texts =>
        {
            var ((reference, first), (tail, repeats)) = texts;
            int[] answer = [.. first, .. Enumerable.Repeat(9, repeats)];
            int[] other = [.. first, .. answer[first.Length..].Select((word, i) => i < tail.Length ? tail[i] : word)];
            var (table, fresh) = (new EditTable(), new EditTable());
            table.Aim(reference);
            table.Shape(answer.Length);
            table.Fill(answer, known: 0);
            fresh.Aim(reference);
            fresh.Shape(answer.Length);

            return table.Probe(other, first.Length, enough: int.MaxValue) == fresh.Fill(other, known: 0);
        });

    [Fact]
    public void Fill_ShortTexts_IsLevenshteins() => Property.Holds(
        Gen.Zip(Words, Words),
        texts =>
        {
            var (answer, reference) = texts;
            var table = new EditTable();
            table.Aim(reference);
            table.Shape(answer.Length);

            return answer.Length > 20 || reference.Length > 20 || table.Fill(answer, known: 0) == Levenshtein(answer, reference);
        });

    [Fact]
    public void Apply_AnyMove_KeepsTheWords() => Property.Holds(
        Gen.Zip(Gen.Choose(1, 12), Gen.Zip(Gen.Choose(0, 100), Gen.Zip(Gen.Choose(0, 100), Gen.Choose(0, 100)))),
        numbers =>
        {
            var (count, (a, (b, c))) = numbers;
            int[] words = [.. Enumerable.Range(0, count)];
            var start = a % count;
            var move = new Move(start, 1 + (b % (count - start)), c % (count + 1));
            var moved = new int[count];
            move.Apply(words, moved);

            return moved.Order().SequenceEqual(words) && moved.AsSpan(0, move.Unchanged).SequenceEqual(words.AsSpan(0, move.Unchanged));
        });

    private static double[] Counts(string answer, params string[] references)
    {
        var counts = new double[2];
        new TextScorer(MetricSet.Parse(["ter"])).Score(answer, references, new double[1], counts);
        return counts;
    }

    private static int Levenshtein(int[] a, int[] b)
    {
        var cost = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                cost[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
            }
        }

        return cost[a.Length, b.Length];
    }
}
