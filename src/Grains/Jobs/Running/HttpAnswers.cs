using BenchHub.Connectors.Systems;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;
using BenchHub.Systems;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>Asks a retrieval service for the documents of a query.</summary>
internal sealed class HttpAnswers(
    RetrievalClient client, SystemSpec spec, IReadOnlyDictionary<string, string> secrets, PatientCaller caller, int? topK) : IAnswerSource
{
    public async Task<ItemAnswer> Answer(DatasetItem item, CancellationToken stop, CancellationToken abandon)
    {
        var answer = await caller.Make((failed, ct) => client.Retrieve(spec, secrets, item.Text, topK ?? spec.TopK, withText: false, failed, ct), stop, abandon);
        return new([.. answer.Documents.Select(static document => new AnswerDocument(document.Id, document.Score))], answer.Latency, answer.Attempts);
    }

    public ValueTask DisposeAsync() => caller.DisposeAsync();
}
