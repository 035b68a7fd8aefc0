using BenchHub.Evaluation.Statistics.Corrections;
using BenchHub.Evaluation.Statistics.Tests;

namespace BenchHub.Evaluation.Analytics;

/// <summary>Prompts of like meaning, and how many of them failed.</summary>
/// <param name="Terms">The words that are more frequent here than in other clusters, the most typical first.</param>
/// <param name="Failed">Failed prompts of the cluster, of those drawn.</param>
/// <param name="Of">Prompts of the cluster, of those drawn.</param>
/// <param name="Rate">Share of failures, weighted to all prompts.</param>
/// <param name="Lift">That over the share in all prompts.</param>
/// <param name="P">Of Fisher's exact test that the cluster fails more often than the others.</param>
/// <param name="PAdjusted">By Holm over all clusters.</param>
/// <param name="Examples">Places in the draw of the failed prompts nearest to the centre.</param>
public sealed record FailureCluster(
    IReadOnlyList<string> Terms, int Failed, int Of, double Rate, double Lift, double P, double PAdjusted, IReadOnlyList<int> Examples);

/// <summary>Finds kinds of prompts that fail by what the prompts mean, as far as their embeddings tell.</summary>
/// <remarks>
/// Failed prompts and others are clustered together, without looking at which failed, so that Fisher's test of each cluster holds; it holds
/// for a draw of both as well, since it takes the number of failures as given. √(n / 2) clusters (Mardia, Kent and Bibby, Multivariate
/// Analysis, 1979, p. 365), at most twenty, by <see cref="SphericalKMeans"/>.
/// </remarks>
public static class FailureClusters
{
    public const string Method =
        "spherical k-means++ (seed 42) of the embeddings of failed prompts and others together, each cluster against all others by Fisher's exact test, one-sided, p adjusted over the clusters by holm";

    private const int Seed = 42;
    private const int MostClusters = 20;
    private const int MostTerms = 5;
    private const int MostExamples = 5;

    /// <param name="draw">The prompts.</param>
    /// <param name="texts">Theirs.</param>
    /// <param name="vectors">Theirs, of as many numbers each.</param>
    /// <returns>The clusters that hold a failed prompt, the strongest first.</returns>
    public static IReadOnlyList<FailureCluster> Find(FailureDraw draw, IReadOnlyList<string> texts, IReadOnlyList<float[]> vectors)
    {
        if (draw.Failures == 0)
        {
            return [];
        }

        float[][] directions = [.. vectors.Select(SphericalKMeans.Direction)];
        var (centres, clusters) = SphericalKMeans.Of(directions, Math.Clamp((int)Math.Sqrt(texts.Count / 2.0), 1, MostClusters), Seed);
        var members = Enumerable.Range(0, texts.Count).GroupBy(i => clusters[i]).OrderBy(static cluster => cluster.Key).Select(static cluster => cluster.ToArray()).ToList();
        var words = texts.Select(static text => WordTokens.Of(text).ToHashSet(StringComparer.Ordinal)).ToList();
        var all = words.SelectMany(static own => own).CountBy(static word => word, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var found = members.ConvertAll(own => Cluster(draw, own, Typical(own, words, all), Nearest(own, directions, centres[clusters[own[0]]], draw)));
        var adjusted = Holm.Adjust([.. found.Select(static cluster => cluster.P)]);
        return [.. found.Select((cluster, i) => cluster with { PAdjusted = adjusted[i] })
            .Where(static cluster => cluster.Failed > 0)
            .OrderBy(static cluster => cluster.P).ThenByDescending(static cluster => cluster.Failed)];
    }

    private static FailureCluster Cluster(FailureDraw draw, int[] own, IReadOnlyList<string> terms, IReadOnlyList<int> examples)
    {
        var (failed, failures) = (own.Count(i => draw.Failed[i]), draw.Failures);
        var rate = draw.Share(failed, own.Length - failed);
        var p = FisherExact.P(failed, own.Length, failures - failed, draw.Indexes.Length - own.Length, Alternative.Greater);
        return new(terms, failed, own.Length, rate, rate / draw.Rate, p, p, examples);
    }

    // By how much the share of prompts with the word is greater here than elsewhere.
    private static IReadOnlyList<string> Typical(int[] own, List<HashSet<string>> words, Dictionary<string, int> all)
    {
        var others = Math.Max(1, words.Count - own.Length);
        return [.. own.SelectMany(i => words[i]).CountBy(static word => word, StringComparer.Ordinal)
            .OrderByDescending(here => ((double)here.Value / own.Length) - ((double)(all[here.Key] - here.Value) / others))
            .ThenBy(static here => here.Key, StringComparer.Ordinal)
            .Take(MostTerms).Select(static here => here.Key)];
    }

    private static IReadOnlyList<int> Nearest(int[] own, float[][] directions, float[] centre, FailureDraw draw) =>
        [.. own.Where(i => draw.Failed[i]).OrderByDescending(i => SphericalKMeans.Dot(directions[i], centre)).ThenBy(static i => i).Take(MostExamples)];
}
