using BenchHub.Evaluation.Statistics.Corrections;
using BenchHub.Evaluation.Statistics.Tests;

namespace BenchHub.Evaluation.Analytics;

/// <summary>A kind of prompt that fails more often than others.</summary>
/// <param name="Label">The phrase that shows it best.</param>
/// <param name="Terms">All phrases that mark the same failures, the label first.</param>
/// <param name="Failed">Failed prompts with the label.</param>
/// <param name="Of">Prompts with the label.</param>
/// <param name="Lift">Their share of failures over that of all prompts.</param>
/// <param name="P">By itself.</param>
/// <param name="PAdjusted">Over all phrases that were looked at.</param>
/// <param name="Examples">Indexes of failed prompts with the label.</param>
public sealed record FailurePattern(
    string Label, IReadOnlyList<string> Terms, int Failed, int Of, double Lift, double P, double PAdjusted, IReadOnlyList<int> Examples)
{
    public double Rate => (double)Failed / Of;
}

/// <param name="Patterns">The strongest first.</param>
/// <param name="Tested">Phrases that were looked at.</param>
public sealed record FailurePatternSet(IReadOnlyList<FailurePattern> Patterns, int Tested)
{
    public const string Method =
        "Phrases of one to three words in failed prompts against all others by Fisher's exact test, one-sided, p adjusted over all phrases by bh; phrases that mark the same failures (Jaccard 0.5 and more) are one pattern";
}

/// <summary>Finds the words that failed prompts have in common and others do not.</summary>
/// <remarks>
/// Every phrase that stands in enough prompts is tested by <see cref="FisherExact"/> for more failures, and adjusted by Benjamini and
/// Hochberg, since neighbouring phrases depend positively. That a phrase marks failures does not say that it causes them. O(words) for
/// the counts, and a test for each phrase.
/// </remarks>
public static class FailurePatterns
{
    /// <summary>Prompts that a phrase must stand in.</summary>
    public const int LeastTexts = 5;

    private const int MostPatterns = 20;
    private const int MostPhrases = 300;
    private const int MostTerms = 12;
    private const int MostExamples = 5;
    private const double SameFailures = 0.5;

    /// <param name="texts">The prompts.</param>
    /// <param name="failed">Which of them failed.</param>
    /// <param name="alpha">Share of the patterns that may be none, at most on average. Default: 0.05.</param>
    /// <exception cref="ArgumentException">Prompts and failures differ in number.</exception>
    public static FailurePatternSet Find(IReadOnlyList<string> texts, bool[] failed, double alpha = 0.05)
    {
        if (texts.Count != failed.Length)
        {
            throw new ArgumentException($"There are {texts.Count} prompts and {failed.Length} failure marks.", nameof(failed));
        }

        var failures = failed.Count(static isFailed => isFailed);
        if (failures == 0 || failures == failed.Length)
        {
            return new([], 0);
        }

        var index = new PhraseIndex(texts, failed, LeastTexts);

        // A phrase of every prompt tells nothing, whatever fails.
        int[] tested = [.. Enumerable.Range(0, index.Phrases.Count).Where(number => index.Phrases[number].Texts < texts.Count)];
        var known = new Dictionary<(int, int), double>();
        var p = Array.ConvertAll(tested, number => P(index.Phrases[number]));
        var adjusted = FalseDiscovery.BenjaminiHochberg(p);
        var found = Enumerable.Range(0, tested.Length)
            .Where(i => adjusted[i] <= alpha)
            .Select(i => (Number: tested[i], Phrase: index.Phrases[tested[i]], P: p[i], Adjusted: adjusted[i]))
            .OrderBy(static one => one.P).ThenByDescending(static one => one.Phrase.Length).ThenBy(one => Label(one.Phrase), StringComparer.Ordinal)
            .Take(MostPhrases)
            .ToList();
        var where = index.FailedTexts([.. found.Select(static one => one.Number)]);
        var patterns = new List<(FailurePattern Pattern, HashSet<int> Texts, List<string> Terms)>();
        foreach (var ((_, phrase, raw, after), mine) in found.Zip(where))
        {
            var label = Label(phrase);
            if (patterns.FirstOrDefault(pattern => AreAlike(pattern.Texts, mine)) is { Terms: { } terms })
            {
                terms.Add(label);
            }
            else if (patterns.Count < MostPatterns)
            {
                var lift = (double)phrase.Failed / phrase.Texts / ((double)failures / texts.Count);
                List<string> own = [label];
                patterns.Add((new(label, own, phrase.Failed, phrase.Texts, lift, raw, after, [.. mine.Take(MostExamples)]), [.. mine], own));
            }
        }

        return new([.. patterns.Select(static one => one.Pattern with { Terms = [.. one.Terms.Take(MostTerms)] })], tested.Length);

        string Label(Phrase phrase) => WordTokens.Text(index.Words(phrase));

        // Few pairs of numbers, many phrases.
        double P(Phrase phrase) => known.TryGetValue((phrase.Failed, phrase.Texts), out var value)
            ? value
            : known[(phrase.Failed, phrase.Texts)] = FisherExact.P(
                phrase.Failed, phrase.Texts, failures - phrase.Failed, texts.Count - phrase.Texts, Alternative.Greater);
    }

    // Sets of which one is twice as large cannot have half of their union in common.
    private static bool AreAlike(HashSet<int> texts, List<int> others)
    {
        if (Math.Min(texts.Count, others.Count) < SameFailures * Math.Max(texts.Count, others.Count))
        {
            return false;
        }

        var both = others.Count(texts.Contains);
        return (double)both / (texts.Count + others.Count - both) >= SameFailures;
    }
}
