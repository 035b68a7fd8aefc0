using BenchHub.Grpc.Tests.Protos;
using Grpc.Core;

namespace BenchHub.Grpc.Tests.Server;

public sealed class ProbeService(Signals signals, ScopedProbe first, ScopedProbe second) : Probe.ProbeBase
{
    public override async Task<EchoReply> Echo(EchoRequest request, ServerCallContext context)
    {
        switch (request.Act)
        {
            case "fail":
                throw new InvalidOperationException($"secret {request.Text}");
            case "format":
                throw new FormatException(request.Text);
            case "refuse":
                throw new RpcException(
                    new Status(StatusCode.NotFound, "No system named '북극곰' 100%\n."),
                    new Metadata { { "reason", "unknown-system" }, { "detail-bin", [1, 2, 254, 255] } });
            case "status":
                context.Status = new Status(StatusCode.DataLoss, "half of it");
                context.ResponseTrailers.Add("note", "set by the handler");
                break;
            case "headers":
                await context.WriteResponseHeadersAsync(new Metadata { { "early", "yes" }, { "raw-bin", [0, 1, 2] } });
                break;
            case "headers-twice":
                await context.WriteResponseHeadersAsync([]);
                await context.WriteResponseHeadersAsync([]);
                break;
            case "nothing":
                return null!;
            case "hang":
                await Hang(request.Text, context.CancellationToken);
                break;
        }

        return new EchoReply { Text = request.Text, Facts = { Facts(context) } };
    }

    public override async Task Count(CountRequest request, IServerStreamWriter<Number> responseStream, ServerCallContext context)
    {
        for (var value = 1; value <= request.To; value++)
        {
            await responseStream.WriteAsync(new Number { Value = value }, context.CancellationToken);
        }

        if (request.Act == "hang")
        {
            await Hang(request.Text, context.CancellationToken);
        }
        else if (request.Act == "refuse")
        {
            throw new RpcException(new Status(StatusCode.FailedPrecondition, "enough"), new Metadata { { "reason", "full" } });
        }
    }

    public override async Task<Number> Sum(IAsyncStreamReader<Number> requestStream, ServerCallContext context)
    {
        var sum = 0L;
        await foreach (var number in requestStream.ReadAllAsync(context.CancellationToken))
        {
            sum += number.Value;
        }

        return new Number { Value = sum };
    }

    public override async Task Chat(
        IAsyncStreamReader<EchoRequest> requestStream, IServerStreamWriter<EchoReply> responseStream, ServerCallContext context)
    {
        while (await requestStream.MoveNext())
        {
            if (requestStream.Current.Act == "refuse")
            {
                throw new RpcException(new Status(StatusCode.Aborted, "not that"));
            }

            await responseStream.WriteAsync(new EchoReply { Text = requestStream.Current.Text });
        }
    }

    private Dictionary<string, string> Facts(ServerCallContext context)
    {
        var facts = new Dictionary<string, string>
        {
            ["method"] = context.Method,
            ["host"] = context.Host,
            ["peer"] = context.Peer,
            ["deadline"] = context.Deadline.ToString("O"),
            ["authenticated"] = context.AuthContext.IsPeerAuthenticated.ToString(),
            ["path"] = context.GetHttpContext().Request.Path,
            ["user-state"] = string.Join(',', context.UserState.Keys.OfType<string>().Where(key => key.StartsWith("probe", StringComparison.Ordinal))),
            ["scope"] = first.Id,
            ["same-scope"] = (first == second).ToString(),
        };
        foreach (var header in context.RequestHeaders)
        {
            facts[$"header {header.Key}"] = header.IsBinary ? Convert.ToHexString(header.ValueBytes) : header.Value;
        }

        return facts;
    }

    private async Task Hang(string name, CancellationToken cancellationToken)
    {
        signals.Raise($"{name} waits");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
        finally
        {
            signals.Raise($"{name} stopped");
        }
    }
}
