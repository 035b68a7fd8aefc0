using BenchHub.Api.Json;

namespace BenchHub.Api.Live;

internal static class LiveExtensions
{
    public const string Path = "/live";

    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSignalR().AddJsonProtocol(static json => json.PayloadSerializerOptions = ApiJson.Options);
        return services.AddSingleton<LiveFeeds>();
    }

    public static void MapLive(this IEndpointRouteBuilder routes) => routes.MapHub<LiveHub>(Path);
}
