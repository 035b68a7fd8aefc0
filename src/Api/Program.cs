using BenchHub;
using BenchHub.Api;
using BenchHub.Api.Cluster;

return HostStart.Run(() =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddClusterClient();

    // While no silo can be reached it answers that it lives and is not ready, instead of not at all.
    builder.Services.Configure<HostOptions>(static host => host.ServicesStartConcurrently = true);
    builder.AddBenchHubApi(ApiEndpoints.From(builder.Configuration));
    return builder.Build().MapBenchHubApi();
});
