using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BenchHub.Jobs.Bench;

/// <summary>A service that does nothing but wait, in a process of its own so that its work is not counted as ours.</summary>
internal static class SlowService
{
    private static readonly byte[] Answer = """{"results":[{"id":"d1","score":2.0},{"id":"d2","score":1.0}]}"""u8.ToArray();

    public static async Task Run(TimeSpan latency)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        await using var app = builder.Build();
        app.MapGet("/health", static () => Results.Ok());
        app.MapPost("/api/v1/retrieve", async (HttpContext http) =>
        {
            await http.Request.Body.CopyToAsync(Stream.Null);
            if (latency > TimeSpan.Zero)
            {
                await Task.Delay(latency);
            }

            http.Response.ContentType = "application/json";
            await http.Response.Body.WriteAsync(Answer);
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());

        // Lives as long as the bench holds its end of the pipe.
        await Console.OpenStandardInput().CopyToAsync(Stream.Null);
    }
}
