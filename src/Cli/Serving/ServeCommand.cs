using System.CommandLine;
using BenchHub.Api;
using BenchHub.Silo;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Spectre.Console;

namespace BenchHub.Cli.Serving;

/// <summary>Silo and API in one process: the hub for a laptop.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var url = new Option<string>("--url") { DefaultValueFactory = _ => "http://127.0.0.1:5080", Description = "Where the HTTP API listens." };
        var grpcUrl = new Option<string?>("--grpc-url") { Description = "Where gRPC listens; default: the next port." };
        var data = new Option<DirectoryInfo>("--data") { DefaultValueFactory = _ => new("data"), Description = "Folder of the database and the key." };
        var db = new Option<string?>("--db") { Description = "A PostgreSQL connection instead of SQLite in the data folder." };
        var allowPrivate = new Option<bool>("--allow-private") { Description = "Systems under test may live in private networks." };
        var command = new Command("serve", "Run the hub: silo, API and database in one process.") { url, grpcUrl, data, db, allowPrivate, Lifeline.Option };
        command.SetAction(async (parsed, ct) =>
        {
            try
            {
                var folder = parsed.GetValue(data)!;
                using var claim = DataFolderClaim.Take(folder);
                await using var app = Build(
                    ApiEndpoints.Parse(parsed.GetValue(url)!, parsed.GetValue(grpcUrl)), folder, parsed.GetValue(db),
                    parsed.GetValue(allowPrivate), parsed.GetValue(Common.ApiKey));
                await app.StartAsync(ct);
                Console.WriteLine($"BenchHub listens on {app.Urls.First()} (API reference at /swagger). Ctrl-C stops it.");
                await Lifeline.Hold(parsed, app, ct);
                return 0;
            }
            catch (Exception wrong) when (StartFailure.Explain(wrong) is { } sentence)
            {
                Common.Notes.MarkupLineInterpolated($"[red]{sentence}[/]");
                return 1;
            }
        });
        return command;
    }

    private static WebApplication Build(ApiEndpoints endpoints, DirectoryInfo data, string? db, bool allowPrivate, string? apiKey)
    {
        var builder = WebApplication.CreateBuilder();
        var ports = FreePorts.Take(2);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["BenchHub:DataFolder"] = data.FullName,
            ["BenchHub:Database"] = db ?? builder.Configuration["BenchHub:Database"],
            ["BenchHub:ApiKey"] = apiKey ?? builder.Configuration["BenchHub:ApiKey"],
            ["BenchHub:AllowLoopback"] = endpoints.IsLoopback ? "true" : builder.Configuration["BenchHub:AllowLoopback"],
            ["BenchHub:AllowPrivate"] = allowPrivate ? "true" : builder.Configuration["BenchHub:AllowPrivate"],
            ["BenchHub:SiloPort"] = $"{ports[0]}",
            ["BenchHub:GatewayPort"] = $"{ports[1]}",
        });
        builder.AddBenchHubSilo();
        builder.AddBenchHubApi(endpoints);
        return builder.Build().MapBenchHubApi();
    }
}
