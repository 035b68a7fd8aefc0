using BenchHub;
using BenchHub.Silo;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddBenchHubSilo();

var app = builder.Build();
app.MapServiceDefaults();
app.Run();
