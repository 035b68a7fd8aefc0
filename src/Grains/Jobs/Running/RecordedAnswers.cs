using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>Answers that stand in storage. A query that the recording lacks is a failed item, as in trec_eval 10.</summary>
internal sealed class RecordedAnswers(RecordedRuns recordings, string systemId) : IAnswerSource
{
    private readonly GatheredReads<IReadOnlyList<(string DocumentId, double Score)>> _reads = new(ids => recordings.Read(systemId, ids, CancellationToken.None));

    public async Task<ItemAnswer> Answer(DatasetItem item, CancellationToken stop, CancellationToken abandon)
    {
        var found = await _reads.Find([item.Id], abandon);
        return found.TryGetValue(item.Id, out var documents)
            ? new([.. documents.Select(static document => new AnswerDocument(document.DocumentId, document.Score))], TimeSpan.Zero, 1)
            : throw new ItemFailedException($"The recorded run has no answer to query '{item.Id}'.", attempts: 1);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
