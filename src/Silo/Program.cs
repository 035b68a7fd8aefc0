using BenchHub;
using BenchHub.Connectors.Secrets;
using BenchHub.Silo;

return HostStart.Run(
    () =>
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddServiceDefaults();
        builder.AddBenchHubSilo();

        // A silo that answers HTTP at all has joined its cluster; what may be missing later is its database.
        builder.Services.AddHealthChecks().AddDatabase();

        var app = builder.Build();
        app.MapServiceDefaults();
        return app;
    },
    static wrong => (wrong as SecretException)?.Message);
