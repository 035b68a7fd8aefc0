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
    builder.Services.AddSingleton<ClusterContact>().AddHostedService(static services => services.GetRequiredService<ClusterContact>());
    var app = builder.Build();
    app.Use(app.Services.GetRequiredService<ClusterContact>().Gate);
    return app.MapBenchHubApi();
});
