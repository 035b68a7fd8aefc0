using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace BenchHub.MockLlm;

/// <summary>
/// Answers as language models do behind OpenAI's and Anthropic's interfaces, from a recording or made up, as slowly and
/// badly as asked for, and counts who asked what: to try the hub with, and to prove how often it asks.
/// </summary>
public static class MockLlmServer
{
    private const long MaxRequestBytes = 256L * 1024 * 1024;

    /// <summary>Reads the recording; the server listens on 127.0.0.1 once it is started.</summary>
    /// <exception cref="MockLlmException">An option or the recording is wrong.</exception>
    public static WebApplication Build(MockLlmOptions options)
    {
        options.Check();
        IAnswers answers = options.Replay is { } file ? ReplayedAnswers.Load(file)
            : options.Answer == MockLlmOptions.Echo ? new EchoedQuestion()
            : new SameAnswer(options.Answer);

        // Empty: nothing around the server, such as ASPNETCORE_URLS, changes where it listens.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
        });
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.UseRouting();
        app.Use(new LostAnswers(options).Meet);
        Map(app, new Answering(answers, options), options);
        return app;
    }

    private static void Map(WebApplication app, Answering answering, MockLlmOptions options)
    {
        var (ledger, seats, key) = (new Ledger(), new Seats(options.MostConcurrent), new KeyCheck(options.ApiKey));
        foreach (var protocol in ProtocolCatalog.All)
        {
            app.MapPost(protocol.Path, new ModelEndpoint(protocol, answering, ledger, seats, key, options, app.Lifetime.ApplicationStopping).Handle);
        }

        var files = new FileShelf();
        new FileEndpoints(files, options.Time).Map(app, key);
        new BatchEndpoints(new(files, new(answering, ledger, options), options), files).Map(app, key);
        new StatsEndpoints(ledger, seats).Map(app);
        app.MapGet("/v1/models", key.Guard(new ModelList(answering.Models).Handle));
        app.MapGet("/health", static http => http.Response.Send(200, """{"status":"ok"}"""u8.ToArray()));
        app.MapFallback(static http => http.Response.Refuse(new(404, "unknown_url", $"There is nothing at {http.Request.Method} {http.Request.Path}.")));
    }
}
