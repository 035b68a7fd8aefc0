using BenchHub.Analytics;
using BenchHub.Evaluation.Analytics;
using BenchHub.Evaluation.Texts;
using BenchHub.Systems;

namespace BenchHub.Grains.Analytics;

/// <summary>Failed prompts by what they mean, beside the phrases that they have in common.</summary>
internal sealed class ClusteredFailures(PromptEmbedder embedder)
{
    private const int MostPrompts = 2_000;
    private const int Seed = 42;

    // About 500 tokens, which every embedding model takes.
    private const int LongestPrompt = 2_000;

    /// <param name="report">Without clusters.</param>
    /// <param name="prompts">That it is about.</param>
    /// <param name="system">Which embeds.</param>
    /// <exception cref="RefusedException">The system has no embedding model, or gives no vectors.</exception>
    public async Task<FailureReport> AddTo(FailureReport report, MarkedPrompts prompts, SystemId system)
    {
        var written = prompts.Where(static item => !string.IsNullOrWhiteSpace(item.Input));
        var draw = FailureDraw.Of(written.Failed, MostPrompts, Seed);
        string[] texts = [.. draw.Indexes.Select(i => written.Item(i).Input)];
        var vectors = draw.Failures == 0 ? [] : await embedder.Embed(system, $"analysis/{prompts.Result}", Array.ConvertAll(texts, static text => text.Beginning(LongestPrompt)));
        return report with
        {
            Patterns = [.. report.Patterns, .. FailureClusters.Find(draw, texts, vectors).Select(cluster => Group(cluster, draw, written))],
            Method = $"{report.Method}. Clusters: {FailureClusters.Method}",
            Notes = [.. report.Notes, .. Notes(draw, written)],
        };
    }

    private static FailureGroup Group(FailureCluster cluster, FailureDraw draw, MarkedPrompts prompts) => new(
        string.Join(", ", cluster.Terms), [.. cluster.Terms], cluster.Failed, cluster.Of, cluster.Rate, cluster.Lift, cluster.P, cluster.PAdjusted,
        [.. cluster.Examples.Select(example => prompts.Example(draw.Indexes[example]))])
    {
        Kind = FailureGroup.Embedding,
    };

    private static IEnumerable<string> Notes(FailureDraw draw, MarkedPrompts prompts)
    {
        yield return "A cluster is named by its most typical words; its examples are the failed prompts nearest to its centre.";
        if (draw.Indexes.Length < prompts.Failed.Length)
        {
            yield return $"Clusters are of {draw.Failures:N0} failed prompts and {draw.Indexes.Length - draw.Failures:N0} others, drawn by seed {Seed}: their counts are of these, their rates are weighted to all {prompts.Failed.Length:N0}.";
        }
    }
}
