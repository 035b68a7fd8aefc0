using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using BenchHub.Connectors.Models;
using BenchHub.Connectors.Net;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Storage.Batches;

namespace BenchHub.Grains.Batches.Serving;

internal sealed record ServedBatchParts(ServedFiles Files, ServedBatches Batches, ServedSystems Systems, TimeProvider Time)
{
    public ServedBatchRun Run(ServedBatch batch) => new(batch, this);
}

/// <summary>
/// One epoch of a batch, off any grain's scheduler: validates its lines, asks those that have no answer yet, and writes the
/// files. A fault breaks it off; the next epoch goes on from what is kept.
/// </summary>
internal sealed class ServedBatchRun(ServedBatch batch, ServedBatchParts parts) : IDisposable
{
    /// <summary>The field of a batch's metadata that, set to false, asks anew what was answered before.</summary>
    public const string CacheField = "benchhub_cache";

    private const int Concurrency = 16;
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _cancel = new();
    private readonly CancellationTokenSource _abandon = new();

    public void Dispose()
    {
        _stop.Dispose();
        _cancel.Dispose();
        _abandon.Dispose();
    }

    /// <summary>The asker wants no more; open calls may end.</summary>
    public void Cancel() => _cancel.Cancel();

    /// <summary>The process ends; open calls may end within some seconds.</summary>
    public void Stop()
    {
        _stop.Cancel();
        _abandon.CancelAfter(DrainTime);
    }

    /// <exception cref="FencedException">A newer epoch owns the batch.</exception>
    public async Task Execute()
    {
        if (batch.Status == ServedBatchStatus.Validating)
        {
            var (total, errors) = await new ServedValidation(parts.Files, parts.Systems).Run(batch, _stop.Token);
            if (errors.Count > 0)
            {
                await parts.Batches.Fail(batch.Id, batch.Epoch, errors.ToJsonString());
                return;
            }

            await parts.Batches.Start(batch.Id, batch.Epoch, total);
        }

        if (await Now() is { Status: ServedBatchStatus.InProgress })
        {
            await Ask();
        }

        _stop.Token.ThrowIfCancellationRequested();
        await new ServedOutcome(await Now(), parts).Write(_stop.Token);
    }

    private async Task<ServedBatch> Now() =>
        await parts.Batches.Find(batch.Id) is { } now && now.Epoch == batch.Epoch ? now : throw new FencedException();

    private async Task Ask()
    {
        var left = batch.ExpiresAt - parts.Time.GetUtcNow();
        using var late = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, parts.Time);
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(_abandon.Token);
        using var halt = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, _cancel.Token, late.Token, broken.Token);
        var queue = new CommitQueue(parts.Time);
        await using var callers = new ServedCallers(
            model => parts.Systems.Open(model, batch, Concurrency, SharesAnswers(), (payment, ct) => queue.Add(payment, ct)));
        var committing = Commit(queue, broken);
        try
        {
            await Parallel.ForEachAsync(
                Open(halt.Token),
                new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = halt.Token },
                async (line, _) => await queue.Add(await Answer(line, callers, halt.Token, broken.Token), broken.Token));
        }
        catch (OperationCanceledException) when (halt.IsCancellationRequested)
        {
            // What was answered until then is kept below.
        }
        finally
        {
            queue.Finish();
            await committing;
        }
    }

    private async Task Commit(CommitQueue queue, CancellationTokenSource broken)
    {
        try
        {
            await queue.Run(async open =>
            {
                if (!await parts.Batches.Append(batch.Id, batch.Epoch, [.. open.OfType<ServedAnswer>()], [.. open.OfType<ServedPayment>()]))
                {
                    throw new FencedException();
                }
            });
        }
        catch
        {
            await broken.CancelAsync();
            throw;
        }
    }

    /// <summary>The lines without an answer. The n-th line that asks the same wants the n-th answer to it.</summary>
    private async IAsyncEnumerable<OpenLine> Open([EnumeratorCancellation] CancellationToken ct)
    {
        var done = await parts.Batches.Done(batch.Id, ct);
        var repeats = new Dictionary<string, int>();
        await foreach (var (number, bytes) in ServedLines.Read(parts.Files, batch.InputFileId, ct))
        {
            var line = ServedRequest.Parse(bytes, batch.Endpoint);
            var (request, problem) = Read(line);
            var repeat = 0;
            if (request is not null)
            {
                var print = line.Model + Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request)));
                repeat = repeats.GetValueOrDefault(print);
                repeats[print] = repeat + 1;
            }

            if (!done.Contains(number))
            {
                yield return new(number, line, request, repeat, problem);
            }
        }
    }

    private (ModelRequest? Request, BadLineException? Problem) Read(ServedRequest line)
    {
        try
        {
            return (line.ToModel(batch.Endpoint), null);
        }
        catch (BadLineException bad)
        {
            return (null, bad);
        }
    }

    private async Task<ServedAnswer> Answer(OpenLine open, ServedCallers callers, CancellationToken stop, CancellationToken abandon)
    {
        var (number, line, id) = (open.Number, open.Line, open.Line.CustomId);
        if (open.Request is null)
        {
            return ServedReply.Refused(batch.Id, number, id, 400, open.Problem!.Code, open.Problem.Message, open.Problem.Param);
        }

        try
        {
            var outputs = await (await callers.For(line.Model)).Ask([(open.Request, open.Repeat)], stop, abandon);
            return ServedReply.Answered(batch.Id, number, line, batch.Endpoint, outputs[0], parts.Time.GetUtcNow());
        }
        catch (ItemFailedException failed)
        {
            var status = (failed.InnerException as CallFailedException)?.StatusCode ?? 502;
            return ServedReply.Refused(batch.Id, number, id, status, "model_error", failed.Message);
        }
        catch (AskingEndedException spent)
        {
            return ServedReply.Refused(batch.Id, number, id, 429, "insufficient_quota", spent.Message);
        }
        catch (RefusedException refused)
        {
            return ServedReply.Refused(batch.Id, number, id, refused.Refusal is Refusal.NotFound ? 404 : 503, "model_unavailable", refused.Message);
        }
        catch (NotSupportedException unable)
        {
            return ServedReply.Refused(batch.Id, number, id, 400, "unsupported_parameter", unable.Message);
        }
    }

    private bool SharesAnswers()
    {
        using var metadata = JsonDocument.Parse(batch.Metadata);
        return !(metadata.RootElement.TryGetProperty(CacheField, out var said) && said.GetString() == "false");
    }

    private sealed record OpenLine(int Number, ServedRequest Line, ModelRequest? Request, int Repeat, BadLineException? Problem);
}
