using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace BenchHub.Api.Tests.Grpc;

/// <summary>A gRPC client that is not ours: @grpc/grpc-js, installed from its lock file when it is not there.</summary>
public sealed class NodeClient : IAsyncLifetime
{
    private static readonly string Folder = Path.Combine(SourceFolder(), "..", "grpc-client");
    private static readonly string Protos = Path.Combine(SourceFolder(), "..", "..", "..", "src", "Api", "Protos");

    public async ValueTask InitializeAsync()
    {
        var installed = new FileInfo(Path.Combine(Folder, "node_modules", ".package-lock.json"));
        if (!installed.Exists || installed.LastWriteTimeUtc < File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json")))
        {
            await Run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], TimeSpan.FromMinutes(3));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public async Task<JsonNode> Call(Uri hub, string command, string argument = "", string apiKey = "") =>
        JsonNode.Parse(await Run("node", ["client.mjs", hub.Authority, Protos, command, argument, apiKey], TimeSpan.FromSeconds(90)))!;

    private static async Task<string> Run(string program, string[] arguments, TimeSpan atMost)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var limit = new CancellationTokenSource(atMost);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await errors}");
            return output;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static string SourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
