using BenchHub.Api.V1;
using Grpc.Core;

namespace BenchHub.Api.Results;

internal sealed class ResultGrpcService(ResultView view) : ResultService.ResultServiceBase
{
    public override async Task<Result> GetResult(GetResultRequest request, ServerCallContext context) =>
        ToMessage(await view.Get(request.Id, context.CancellationToken));

    public override async Task ListItems(ListItemsRequest request, IServerStreamWriter<ResultItem> responseStream, ServerCallContext context)
    {
        var result = await view.Get(request.Id, context.CancellationToken);
        var wanted = request.Limit > 0 ? request.Limit : int.MaxValue;
        await foreach (var item in view.Read(result, Math.Max(0, request.Offset), wanted, context.CancellationToken))
        {
            await responseStream.WriteAsync(ToMessage(item), context.CancellationToken);
        }
    }

    private static Result ToMessage(ResultAnswer result) => new()
    {
        Id = result.Id,
        JobId = result.JobId,
        SystemId = result.SystemId,
        System = result.System,
        DatasetId = result.DatasetId,
        Dataset = result.Dataset,
        DatasetVersion = result.DatasetVersion,
        Items = result.Items,
        Errors = result.Errors,
        Metrics = { result.Metrics.Select(static metric => ToMessage(metric.Key, metric.Value)) },
        StartedAt = result.StartedAt.ToMessage(),
        CompletedAt = result.CompletedAt.ToMessage(),
    };

    private static MetricValue ToMessage(string name, MetricAnswer metric)
    {
        var message = new MetricValue { Name = name, N = metric.N, Errors = metric.Errors, Undefined = metric.Undefined, Signature = metric.Signature };
        Set(metric.Value, value => message.Value = value);
        Set(metric.CiLow, low => message.CiLow = low);
        Set(metric.CiHigh, high => message.CiHigh = high);
        return message;
    }

    private static ResultItem ToMessage(ItemResultAnswer item) => new()
    {
        Index = item.Index,
        ItemId = item.ItemId,
        Scores = { item.Scores.Select(static score => ToMessage(score.Key, score.Value)) },
        Error = item.Error ?? "",
        LatencyMilliseconds = item.LatencyMilliseconds,
        Attempts = item.Attempts,
        Answer = { item.Answer.Select(static document => new AnsweredDocument { Id = document.Id, Score = document.Score }) },
    };

    private static ItemScore ToMessage(string metric, double? value)
    {
        var message = new ItemScore { Metric = metric };
        Set(value, defined => message.Value = defined);
        return message;
    }

    private static void Set(double? value, Action<double> set)
    {
        if (value is { } defined)
        {
            set(defined);
        }
    }
}
