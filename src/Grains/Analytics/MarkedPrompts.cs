using BenchHub.Analytics;
using BenchHub.Evaluation.Texts;

namespace BenchHub.Grains.Analytics;

/// <summary>The items of a result that have a score, each with whether it failed.</summary>
/// <param name="Result">Its id.</param>
/// <param name="Items">All of the result, by index.</param>
/// <param name="Scored">Indexes of those meant, ascending.</param>
/// <param name="Failed">In the same order.</param>
internal sealed record MarkedPrompts(string Result, AskedItem[] Items, int[] Scored, bool[] Failed)
{
    private const int LongestExample = 300;

    /// <param name="result">Whose items.</param>
    /// <param name="threshold">A score worse than this is a failure.</param>
    /// <param name="items">By index.</param>
    public static MarkedPrompts Of(AnalyzedResult result, double threshold, AskedItem[] items)
    {
        int[] scored = [.. Enumerable.Range(0, result.Scores.Length).Where(i => !double.IsNaN(result.Scores[i]))];
        return new(result.Row.Id, items, scored, Array.ConvertAll(scored, i => result.HigherIsBetter ? result.Scores[i] < threshold : result.Scores[i] > threshold));
    }

    public MarkedPrompts Where(Func<AskedItem, bool> isMeant)
    {
        int[] places = [.. Enumerable.Range(0, Scored.Length).Where(place => isMeant(Item(place)))];
        return this with { Scored = Array.ConvertAll(places, place => Scored[place]), Failed = Array.ConvertAll(places, place => Failed[place]) };
    }

    public AskedItem Item(int place) => Items[Scored[place]];

    public FailedPrompt Example(int place)
    {
        var item = Item(place);
        return new(Scored[place], item.Id, item.Input.Shortened(LongestExample));
    }
}
