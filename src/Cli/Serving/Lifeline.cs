using System.CommandLine;
using Microsoft.Extensions.Hosting;

namespace BenchHub.Cli.Serving;

/// <summary>
/// Ties a server to the process that started it: when that one dies, however it dies, its end of the pipe closes and
/// the server stops. So a quickstart that is killed leaves nothing running.
/// </summary>
internal static class Lifeline
{
    public static readonly Option<bool> Option = new("--until-stdin-closes") { Hidden = true };

    public static async Task Hold(ParseResult parsed, IHost host, CancellationToken ct)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        if (parsed.GetValue(Option))
        {
            _ = Watch(ended);
        }

        await host.WaitForShutdownAsync(ended.Token);
    }

    private static async Task Watch(CancellationTokenSource ended)
    {
        await Console.OpenStandardInput().CopyToAsync(Stream.Null);
        await ended.CancelAsync();
    }
}
