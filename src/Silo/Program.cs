using BenchHub;
using BenchHub.Silo;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddServiceDefaults();
    builder.AddBenchHubSilo();
    builder.Services.AddHealthChecks()
        .AddCheck<DatabaseCheck>("database", tags: [ServiceDefaultsExtensions.Ready], timeout: TimeSpan.FromSeconds(5));

    var app = builder.Build();
    app.MapServiceDefaults();
    app.Run();
    return 0;
}
catch (Exception wrong) when (StartFailure.Explain(wrong) is { } sentence)
{
    Console.Error.WriteLine(sentence);
    return 1;
}
