using BenchHub.Api;
using BenchHub.Api.Cluster;

var builder = WebApplication.CreateBuilder(args);
builder.AddClusterClient();
builder.AddBenchHubApi(ApiEndpoints.From(builder.Configuration));

var app = builder.Build();
app.MapBenchHubApi();
app.Run();
