using BenchHub.Api.V1;
using BenchHub.Storage.Systems;
using BenchHub.Systems;
using Grpc.Core;
using Message = BenchHub.Api.V1.System;

namespace BenchHub.Api.Systems;

internal sealed class SystemGrpcService(SystemCatalog systems, Lookup lookup) : SystemService.SystemServiceBase
{
    public override async Task<ListSystemsResponse> ListSystems(ListSystemsRequest request, ServerCallContext context)
    {
        var filter = new SystemFilter(request.Search, request.Tag, Words.Of<SystemKind>(request.Kind, "kind"), request.IncludeRetired);
        var page = await systems.List(filter, Messages.Page(request.PageSize, request.PageToken), context.CancellationToken);
        return new() { Systems = { page.Items.Select(ToMessage) }, NextPageToken = page.NextCursor ?? "" };
    }

    public override async Task<Message> GetSystem(GetSystemRequest request, ServerCallContext context) =>
        ToMessage(await lookup.System(request.Id, "id", context.CancellationToken));

    private static Message ToMessage(SystemRow row) => ToMessage(SystemAnswer.Of(row));

    private static Message ToMessage(SystemAnswer system)
    {
        var message = new Message
        {
            Id = system.Id,
            Name = system.Name,
            Kind = system.Kind.Word(),
            Status = system.Status.Word(),
            Url = system.Url ?? "",
            Description = system.Description,
            Tags = { system.Tags },
            TopK = system.TopK,
            Revision = system.Revision,
            CreatedAt = system.CreatedAt.ToMessage(),
            UpdatedAt = system.UpdatedAt.ToMessage(),
        };
        if (system.Health is { } health)
        {
            message.Healthy = health.IsHealthy;
        }

        return message;
    }
}
