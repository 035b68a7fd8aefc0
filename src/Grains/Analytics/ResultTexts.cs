using BenchHub.Evaluation.Analytics;
using BenchHub.Evaluation.Tasks;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Results;

namespace BenchHub.Grains.Analytics;

/// <param name="Id">Of the dataset.</param>
/// <param name="Input">What was asked; empty where only records were wanted.</param>
/// <param name="Record">JSON object; null in a collection of documents.</param>
internal readonly record struct AskedItem(string Id, string Input, string? Record);

/// <summary>The items that a result answers, as people read them.</summary>
internal sealed class ResultTexts(DatasetContents contents)
{
    /// <returns>By index, as many as the result has items.</returns>
    /// <param name="result">Whose items.</param>
    /// <param name="withInputs">Whether the questions are written out.</param>
    /// <exception cref="RefusedException">The items are no longer stored.</exception>
    public async Task<AskedItem[]> Read(ResultRow result, bool withInputs)
    {
        var content = await contents.Find(result.ContentHash) ?? throw new RefusedException(
            Refusal.Unprocessable, $"The items of '{result.DatasetName}' version {result.DatasetVersion} are no longer stored, so their texts are not known.", "id");
        var task = content.Definition is { } text ? TaskDefinition.Parse(text, result.DatasetName) : null;
        var items = new AskedItem[result.Items];
        await foreach (var item in contents.ReadItems(result.ContentHash, 0, result.Items))
        {
            var input = !withInputs ? "" : task is null || item.Record is null ? item.Text : ItemInput.Of(task, item.Record);
            items[item.Index] = new(item.Id, input, item.Record);
        }

        return items;
    }
}
