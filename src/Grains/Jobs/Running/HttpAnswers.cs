using BenchHub.Connectors.Net;
using BenchHub.Connectors.Systems;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;
using BenchHub.Systems;

namespace BenchHub.Grains.Jobs.Running;

/// <summary>Asks a service, within its permits; while the service is down nobody is scored and everybody waits.</summary>
internal sealed class HttpAnswers(
    RetrievalClient client, SystemSpec spec, IReadOnlyDictionary<string, string> secrets, PermitWallet permits, Outage outage) : IAnswerSource
{
    public async Task<ItemAnswer> Answer(DatasetItem item, int? topK, CancellationToken stop, CancellationToken abandon)
    {
        for (var isSecondChance = false; ;)
        {
            await outage.Over(stop);
            try
            {
                return await Call(item, topK ?? spec.TopK, stop, abandon);
            }
            catch (LeaseLostException)
            {
                // Nobody's fault but ours: the item waits for a permit again.
            }
            catch (CallFailedException failure) when (failure.Kind is CallFailure.Unreachable or CallFailure.Timeout)
            {
                // One lost call may be the item's fault; a service that does not even say it is healthy is down.
                if (await outage.Confirm(failure.Message, stop))
                {
                    continue;
                }

                // It may have come back between the call and the question.
                if (isSecondChance || failure.Kind is CallFailure.Timeout)
                {
                    throw new ItemFailedException(failure.Message, failure.Attempts, failure);
                }

                isSecondChance = true;
            }
            catch (CallFailedException failure)
            {
                throw new ItemFailedException(failure.Message, failure.Attempts, failure);
            }
        }
    }

    public ValueTask DisposeAsync() => permits.DisposeAsync();

    private async Task<ItemAnswer> Call(DatasetItem item, int topK, CancellationToken stop, CancellationToken abandon)
    {
        using var permit = await permits.Enter(stop);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(abandon, permit.Lost);
        try
        {
            var answer = await client.Retrieve(spec, secrets, item.Text, topK, ended.Token);
            return new([.. answer.Documents.Select(static document => new AnswerDocument(document.Id, document.Score))], answer.Latency, answer.Attempts);
        }
        catch (OperationCanceledException) when (permit.Lost.IsCancellationRequested && !abandon.IsCancellationRequested)
        {
            throw new LeaseLostException();
        }
    }

    private sealed class LeaseLostException() : Exception("The lease on the system's limits ran out during the call.");
}
