using System.Collections.Concurrent;
using Orleans.Clustering;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Messaging;

/// <summary>A connection that another process opened to this silo: its requests come in, and are answered in any order.</summary>
internal sealed class InboundConnection(FrameSocket socket, MessagingContext context, ClusterRouter router, GrainManifest manifest, Func<bool> isLeaving)
{
    private static readonly TimeSpan GreetTimeout = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<long, CancellationTokenSource> _cancellable = new();

    public Task Closed => socket.Closed;

    public async Task Run()
    {
        _ = socket.RunSender();
        try
        {
            if (await Greet())
            {
                while (await socket.Receive() is { } frame)
                {
                    Handle(new WireReader(frame));
                }
            }
        }
        catch (Exception exception) when (exception is SerializerException or OperationCanceledException)
        {
            context.Log.Refused(socket.Remote, exception is SerializerException ? exception.Message : "it did not say who it is.");
        }
        finally
        {
            await socket.DisposeAsync();
            foreach (var cancellation in _cancellable.Values)
            {
                await cancellation.CancelAsync();
            }
        }
    }

    public void SayGoodbye() => Send(context.Begin(FrameKind.Goodbye, 0));

    /// <summary>Tells of the current version, which every frame carries.</summary>
    public void TellVersion() => Send(context.Begin(FrameKind.News, 0));

    public void Close() => socket.Close();

    private async Task<bool> Greet()
    {
        using var timeout = new CancellationTokenSource(GreetTimeout);
        if (await socket.Receive(timeout.Token) is not { } frame)
        {
            return false;
        }

        var reader = new WireReader(frame);
        if (FrameHead.Read(reader) is not { Kind: FrameKind.Hello } head)
        {
            return false;
        }

        var hello = Hello.Read(reader);
        var view = await context.Views.TryAtLeast(head.ClusterVersion);
        var refusal = Refusal(hello, view);
        var answer = context.Begin(refusal is null ? FrameKind.Welcome : FrameKind.Refused, 0);
        if (refusal is not null)
        {
            context.Log.Refused(hello.From?.ToString() ?? socket.Remote, refusal);
            answer.Text(refusal);
        }
        else if (hello.From is null)
        {
            ManifestCodec.Write(answer, manifest);
        }

        Send(answer);
        return refusal is null;
    }

    private string? Refusal(Hello hello, ClusterView view) =>
        hello.ClusterId != context.ClusterId ? $"this is a silo of the cluster \"{context.ClusterId}\", not of \"{hello.ClusterId}\" (ClusterOptions.ClusterId)."
        : !hello.To.Equals(context.Self()) ? $"this is {context.Self()}, a later start of {hello.To} or another silo."
        : hello.From is { } from && view.StatusOf(from) == SiloStatus.Dead ? $"{from} was declared dead by the cluster."
        : isLeaving() ? "this silo is leaving the cluster."
        : null;

    private void Handle(WireReader reader)
    {
        var head = FrameHead.Read(reader);
        switch (head.Kind)
        {
            case FrameKind.Call:
                Receive(reader, head);
                break;
            case FrameKind.Cancel when _cancellable.TryGetValue(head.Id, out var cancellation):
                _ = cancellation.CancelAsync();
                break;
            case FrameKind.Probe:
                Answer(head.Id);
                break;
            case FrameKind.News:
                _ = AnswerAfter(head, static _ => Task.CompletedTask);
                break;
            case FrameKind.Release:
                var grain = LeafCodecs.ReadGrainId(reader);
                _ = AnswerAfter(head, self => self.Release(grain));
                break;
        }
    }

    private async Task AnswerAfter(FrameHead head, Func<ClusterRouter, Task> work)
    {
        await Task.Yield();
        await context.Views.TryAtLeast(head.ClusterVersion);
        await work(router);
        Answer(head.Id);
    }

    private void Answer(long id) => Send(context.Begin(FrameKind.Answer, id));

    private void Receive(WireReader reader, FrameHead head)
    {
        Call call;
        try
        {
            call = context.Calls.ReadCall(reader, () => _cancellable.GetOrAdd(head.Id, static _ => new()).Token);
        }
        catch (Exception exception)
        {
            // Whatever cannot be read of it, the caller is told.
            Fail(head.Id, exception);
            return;
        }

        _ = call.Method.IsOneWay ? Task.CompletedTask : Respond(call, head.Id);
        router.Receive(call, head.ClusterVersion);
    }

    private async Task Respond(Call call, long id)
    {
        try
        {
            var result = await call.Answer.ConfigureAwait(false);
            var answer = context.Begin(FrameKind.Answer, id);
            context.Calls.WriteResult(answer, call.Method, result);
            await socket.Send(answer);
        }
        catch (Exception exception)
        {
            Fail(id, exception); // The grain's failure, or that of writing its result: both are the caller's to know.
        }
        finally
        {
            _cancellable.TryRemove(id, out _);
        }
    }

    private void Fail(long id, Exception exception)
    {
        var answer = context.Begin(FrameKind.Answer, id);
        try
        {
            context.Calls.WriteFailure(answer, exception);
        }
        catch (SerializerException unwritable)
        {
            answer.Release();
            answer = context.Begin(FrameKind.Answer, id);
            context.Calls.WriteFailure(answer, new OrleansException($"{exception.GetType()}: {exception.Message} ({unwritable.Message})"));
        }

        Send(answer);
    }

    private void Send(WireWriter frame)
    {
        var sent = socket.Send(frame);
        _ = sent.IsCompletedSuccessfully ? Task.CompletedTask : sent.AsTask();
    }
}
