using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace BenchHub.SampleRag;

/// <summary>
/// A real retrieval service over a BEIR collection: something to register, to evaluate and, with latency and errors
/// added, to be patient with.
/// </summary>
public static class SampleRagServer
{
    private const long MaxRequestBytes = 1024 * 1024;

    /// <summary>Reads and indexes the collection; the service listens once it is started.</summary>
    /// <exception cref="SampleRagException">An option or the collection is wrong.</exception>
    public static WebApplication Build(SampleRagOptions options)
    {
        Check(options);
        var retriever = RetrieverCatalog.Create(options.Algorithm, Corpus.Load(options.Corpus));

        // Empty: nothing around the service, such as ASPNETCORE_URLS, changes where it listens.
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
        new RetrievalEndpoints(retriever, options).Map(app);
        return app;
    }

    private static void Check(SampleRagOptions options)
    {
        if (options.ErrorRate is not (>= 0 and <= 1))
        {
            throw new SampleRagException($"The error rate is {options.ErrorRate}; it must be between 0 and 1.");
        }

        if (options.Latency < TimeSpan.Zero)
        {
            throw new SampleRagException($"The latency is {options.Latency}; it must not be negative.");
        }

        if (options.Port is < 0 or > ushort.MaxValue)
        {
            throw new SampleRagException($"The port is {options.Port}; it must be between 0 and {ushort.MaxValue}.");
        }
    }
}
