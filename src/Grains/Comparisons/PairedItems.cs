using BenchHub.Datasets;
using BenchHub.Storage.Datasets;

namespace BenchHub.Grains.Comparisons;

/// <summary>Results on different versions of a dataset, brought to the items that all of them share.</summary>
internal static class PairedItems
{
    /// <param name="contents">Where the items are.</param>
    /// <param name="dataset">On which all were measured.</param>
    /// <param name="version">Whose order of items is taken; null for the newest of the results.</param>
    /// <param name="candidates">With the scores of all their items.</param>
    /// <param name="notes">Gets what is left out.</param>
    /// <exception cref="RefusedException">The versions share no item, or one is not stored any more.</exception>
    public static async Task<List<ComparisonCandidate>> Align(
        DatasetContents contents, DatasetSnapshot dataset, int? version, List<ComparisonCandidate> candidates, List<string> notes)
    {
        var wanted = dataset.Versions.FirstOrDefault(candidate => candidate.Number == version)?.ContentHash;
        string[] hashes = [.. candidates.OrderByDescending(static candidate => candidate.Result.DatasetVersion).Select(static candidate => candidate.Result.ContentHash).Prepend(wanted).OfType<string>().Distinct()];
        if (hashes.Length < 2)
        {
            return candidates;
        }

        int[][] places;
        try
        {
            places = await SharedItems.Of(contents, hashes);
        }
        catch (KeyNotFoundException)
        {
            throw new RefusedException(
                Refusal.Unprocessable, $"The results are of different versions of '{dataset.Name}', and the items of one of these are not stored any more; name results of one version.", "results");
        }

        if (places[0].Length == 0)
        {
            throw new RefusedException(
                Refusal.Unprocessable, $"The results are of different versions of '{dataset.Name}' that have no item in common; name results of one version.", "results");
        }

        var measured = candidates.Select(static candidate => $"'{candidate.Result.SystemName}' on version {candidate.Result.DatasetVersion} ({candidate.Result.Items} items)");
        notes.Add(
            $"Paired on the {places[0].Length} items that all versions share, the others left out: {string.Join(", ", measured)}. The documents of the versions may differ.");
        return candidates.ConvertAll(candidate =>
        {
            var own = places[Array.IndexOf(hashes, candidate.Result.ContentHash)];
            return candidate with { Scores = Array.ConvertAll(own, index => candidate.Scores[index]) };
        });
    }
}
