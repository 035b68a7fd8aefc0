using BenchHub;
using BenchHub.Silo;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddBenchHubSilo();
builder.Services.AddHealthChecks()
    .AddCheck<DatabaseCheck>("database", tags: [ServiceDefaultsExtensions.Ready], timeout: TimeSpan.FromSeconds(5));

var app = builder.Build();
app.MapServiceDefaults();
app.Run();
