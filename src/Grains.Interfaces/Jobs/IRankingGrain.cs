namespace BenchHub.Jobs;

/// <summary>
/// Decides when the systems of a job have answered, on one version of a dataset, how they rank. Keeps no state of its own: it
/// reads what the tasks have sealed, so the same facts give the same decisions, whatever crashed in between.
/// </summary>
[Alias("benchhub.ranking")]
public interface IRankingGrain : IGrainWithStringKey
{
    /// <summary>Reads what was sealed since, for a moment at most, and answers what is known then.</summary>
    [Alias("look")]
    Task<RankingView> Look(LookAtRanking query);
}
