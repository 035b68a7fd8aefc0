using BenchHub.Silo;

var builder = WebApplication.CreateBuilder(args);
builder.AddBenchHubSilo();

var app = builder.Build();
app.Run();
